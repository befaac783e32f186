import type { SourceDatabase } from '#connect';
import { tablePlace, type Pack } from '#mapping';
import { capturedColumns } from './captured-columns.js';
import { movingTables } from './opened-source.js';
import { readReferences } from './read-references.js';
import { rowRead } from './row-read.js';
import type { Stretch, StretchChange } from './stretch.js';
import type { Told } from './told.js';

/** A source's whole content, read as the first snapshot would read it. */
export async function databaseStretch(
  database: SourceDatabase,
  pack: Pack,
  told: Told,
  now: Date,
): Promise<Stretch> {
  const references = await readReferences(database, pack, told);
  return { references, changes: rowsOf(database, pack, told, now.toISOString()) };
}

async function* rowsOf(
  database: SourceDatabase,
  pack: Pack,
  told: Told,
  at: string,
): AsyncGenerator<StretchChange> {
  let ordinal = 0n;
  for (const table of movingTables(pack)) {
    const columns = capturedColumns(table);
    for await (const row of database.rows(tablePlace(pack.engine, table.name), columns)) {
      told.row(table.name);
      ordinal += 1n;
      yield { table, change: rowRead(table, row, { ordinal, at }) };
    }
  }
}
