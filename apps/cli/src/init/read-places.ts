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
  const link = levels ? levels.place : movements?.place;
  if (!link) return [ONLY_PLACE];
  const table = link.through?.table ?? levels?.table ?? movements?.table ?? '';
  const column = link.through?.says ?? link.column;
  const names = new Set<string>();
  for await (const row of database.rows(tablePlace(engine, table), [column])) {
    const name = row[column];
    if (typeof name === 'string' || typeof name === 'number') names.add(`${name}`.trim());
    if (names.size > MOST_PLACES) break;
  }
  return [...names].filter((name) => name !== '').slice(0, MOST_PLACES);
}
