import type { SourceDatabase } from '#connect';
import {
  referenceId,
  referenceKeys,
  tablePlace,
  type CompiledTable,
  type Pack,
  type ReferenceState,
} from '#mapping';
import type { Told } from './told.js';

type ReferenceTable = Extract<CompiledTable, { role: 'reference' }>;

/** Every row of the pack's reference tables, as the source has it now. */
export async function readReferences(
  database: SourceDatabase,
  { engine, tables }: Pack,
  told: Told,
): Promise<Map<string, ReferenceState>> {
  const references = new Map<string, ReferenceState>();
  for (const [name, table] of tables) {
    if (table.role !== 'reference') continue;
    for await (const row of database.rows(tablePlace(engine, name), columnsOf(table))) {
      for (const key of referenceKeys(table, { before: null, after: row })) {
        references.set(referenceId(key), { row, former: [], revision: 0n });
      }
      told.row(name);
    }
  }
  return references;
}

const columnsOf = ({ key, columns, lookups }: ReferenceTable): readonly string[] => [
  ...new Set([...key, ...columns, ...lookups.flatMap((lookup) => lookup.columns)]),
];
