import type { Engine } from '#mapping';
import { inspectSchema } from '../database/inspect-schema.js';
import { openDatabase } from '../database/open-database.js';
import type { SourceDatabase, SourceLogin } from '../database/source-database.js';
import type { ReadOnceMore } from './signal.js';
import { placeIn } from './sql-words.js';

/**
 * How many rows a backfill will read: by the database's own estimate where that is the whole table, else
 * counted.
 *
 * @returns null when the database cannot be asked from here
 */
export async function estimateRows(
  engine: Engine,
  login: SourceLogin,
  tables: readonly ReadOnceMore[],
): Promise<number | null> {
  let database: SourceDatabase;
  try {
    database = await openDatabase(engine, login);
  } catch {
    return null;
  }
  try {
    const known = await inspectSchema(database, engine);
    let rows = 0;
    for (const { place, filter } of tables) {
      const estimate = known.find(({ name }) => name === place.table)?.rows ?? 0;
      const isKnown = filter === null && estimate > 0;
      rows += isKnown ? estimate : await count(database, engine, login.database, { place, filter });
    }
    return rows;
  } finally {
    await database.close();
  }
}

async function count(
  database: SourceDatabase,
  engine: Engine,
  name: string,
  { place, filter }: ReadOnceMore,
): Promise<number> {
  const condition = filter === null ? '' : ` WHERE ${filter}`;
  const [row] = await database.select(
    `SELECT count(*) AS rows_there FROM ${placeIn(engine, name, place)}${condition}`,
  );
  return Number(row?.['rows_there'] ?? 0);
}
