import { tablePlace } from '#mapping';
import { CommandError } from '../command.js';
import { capturedColumns } from '../offline/captured-columns.js';
import { movingTables, openSource, type KnownSource } from '../offline/opened-source.js';
import { readReferences } from '../offline/read-references.js';
import { rowRead } from '../offline/row-read.js';
import type { Told } from '../offline/told.js';
import { outcomeOf, type MovingTable, type RowOutcome } from '../offline/translated-row.js';

export interface PreviewedRow {
  readonly table: string;
  readonly row: string;
  readonly outcome: RowOutcome;
}

export interface PreviewOptions {
  /** undefined: every table that moves stock or names causes */
  readonly table: string | undefined;
  /** rows of each table */
  readonly limit: number;
}

/** What some rows of a source would become. Writes nothing, neither there nor here. */
export async function preview(
  source: KnownSource,
  { table: only, limit }: PreviewOptions,
  told: Told,
): Promise<readonly PreviewedRow[]> {
  const tables = chosen(source, only);
  const database = await openSource(source);
  try {
    const references = await readReferences(database, source.pack, told);
    const at = new Date().toISOString();
    const { id, timeZone, locationOf } = source;
    const context = { source: id, timeZone, locationOf, references, ingestedAt: at };
    const previewed: PreviewedRow[] = [];
    for (const table of tables) {
      const columns = capturedColumns(table);
      const place = tablePlace(source.pack.engine, table.name);
      for await (const row of database.rows(place, columns, limit)) {
        const change = rowRead(table, row, { ordinal: BigInt(previewed.length), at });
        const outcome = outcomeOf(table, change, context);
        previewed.push({ table: table.name, row: change.rowKey, outcome });
      }
    }
    return previewed;
  } finally {
    await database.close();
  }
}

function chosen({ pack }: KnownSource, only: string | undefined): readonly MovingTable[] {
  const tables = movingTables(pack);
  const found = tables.filter(({ name }) => only === undefined || name === only);
  if (found.length > 0) return found;
  const names = tables.map(({ name }) => name).join(', ');
  throw new CommandError(
    `no table ${only} moves stock or names causes in pack ${pack.name}: ${names}`,
  );
}
