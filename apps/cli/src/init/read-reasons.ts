import type { SourceDatabase } from '#connect';
import { tablePlace, type Engine } from '#mapping';
import type { MetReason } from './movement-kinds.js';
import type { Proposal } from './proposal.js';

/** Rows that are looked at for what reasons there are. */
const SAMPLE = 20_000;

/** The reasons of some movements, the most frequent first. */
export async function readReasons(
  database: SourceDatabase,
  engine: Engine,
  { movements }: Proposal,
): Promise<readonly MetReason[]> {
  if (!movements || movements.reason === null) return [];
  const { table, reason, quantity } = movements;
  const met = new Map<string, MetReason>();
  for await (const row of database.rows(tablePlace(engine, table), [reason, quantity], SAMPLE)) {
    const value = row[reason];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const known = met.get(`${value}`) ?? { value: `${value}`, rows: 0, negative: 0 };
    const isNegative = String(row[quantity]).startsWith('-');
    met.set(known.value, {
      ...known,
      rows: known.rows + 1,
      negative: known.negative + (isNegative ? 1 : 0),
    });
  }
  return [...met.values()].toSorted((one, other) => other.rows - one.rows);
}
