import type { SourceDatabase } from '#connect';
import { referenceId, tablePlace, type Pack, type ReferenceState } from '#mapping';
import type { Told } from './told.js';

/** Every row of the pack's reference tables, as the source has it now. */
export async function readReferences(
  database: SourceDatabase,
  { engine, tables }: Pack,
  told: Told,
): Promise<Map<string, ReferenceState>> {
  const references = new Map<string, ReferenceState>();
  for (const [name, table] of tables) {
    if (table.role !== 'reference') continue;
    const columns = [...new Set([...table.key, ...table.columns])];
    for await (const row of database.rows(tablePlace(engine, name), columns)) {
      const key = table.key.map((column) => String(row[column])).join('/');
      references.set(referenceId({ table: name, key }), { row, former: [], revision: 0n });
      told.row(name);
    }
  }
  return references;
}
