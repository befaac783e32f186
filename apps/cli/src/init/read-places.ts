import type { SourceDatabase } from '#connect';
import { tablePlace, type Engine } from '#mapping';
import { ONLY_PLACE } from './pack-parts.js';
import type { Proposal } from './proposal.js';

/** More places than these are shelves, or something else: a person chooses which of them sell. */
const MOST_PLACES = 200;

/** What the source calls its places. */
export async function readPlaces(
  database: SourceDatabase,
  engine: Engine,
  { levels, movements }: Proposal,
): Promise<readonly string[]> {
  const stated = levels ?? movements;
  if (!stated?.place) return [ONLY_PLACE];
  const { table, says } = stated.place.through ?? {
    table: stated.table,
    says: stated.place.column,
  };
  const names = new Set<string>();
  for await (const row of database.rows(tablePlace(engine, table), [says])) {
    names.add(nameIn(row[says]));
    if (names.size > MOST_PLACES) break;
  }
  return [...names].filter((name) => name !== '').slice(0, MOST_PLACES);
}

const nameIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}`.trim() : '';
