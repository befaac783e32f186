import { suggest } from '#config';
import { tablePlace, type Pack } from '#mapping';
import { BackfillError } from './backfill-error.js';
import { RowFilters, type KnownReferences, type Wanted } from './row-filter.js';
import type { ReadOnceMore } from './signal.js';

export interface PlannedTable extends ReadOnceMore {
  /** as the pack writes it */
  readonly table: string;
}

/** Roles in the order in which their rows are read: what translates others comes first. */
const ORDER = ['reference', 'facts', 'state', 'ledger', 'annotate'];

/**
 * Which tables are read once more, and which of their rows. Without tables: all of the pack; of an item or a
 * location, those that carry quantities, and before them the rows that give the items their codes.
 *
 * @throws BackfillError for a table that the pack does not capture, or rows that no condition can tell
 */
export async function planBackfill(
  { pack, database }: { readonly pack: Pack; readonly database: string },
  tables: readonly string[],
  wanted: Wanted,
  known: KnownReferences,
): Promise<readonly PlannedTable[]> {
  for (const table of tables) checkCaptured(pack, table);
  const whole = wanted.skus.length === 0 && wanted.places.length === 0;
  const chosen = tables.length > 0 ? tables : defaults(pack, whole);
  const filters = new RowFilters(pack, database, known);
  const planned = new Map<string, PlannedTable>();
  const plan = (table: string, filter: string | null) =>
    planned.set(table, { table, place: tablePlace(pack.engine, table), filter });
  for (const table of inOrder(pack, chosen)) {
    if (whole) plan(table, null);
    else {
      const items = wanted.skus.length > 0 ? filters.itemsOf(table, wanted.skus) : undefined;
      if (items) plan(items.table, items.filter);
      plan(table, await filters.of(table, wanted));
    }
  }
  return [...planned.values()];
}

const roleOf = ({ tables }: Pack, table: string): string => tables.get(table)?.role ?? '';

const defaults = (pack: Pack, whole: boolean): readonly string[] =>
  [...pack.tables.keys()].filter(
    (table) => whole || ['state', 'ledger'].includes(roleOf(pack, table)),
  );

const inOrder = (pack: Pack, tables: readonly string[]): readonly string[] =>
  tables.toSorted(
    (one, other) => ORDER.indexOf(roleOf(pack, one)) - ORDER.indexOf(roleOf(pack, other)),
  );

function checkCaptured({ tables, name }: Pack, table: string): void {
  if (tables.has(table)) return;
  const known = [...tables.keys()];
  const hint = suggest(table, known) ?? `it captures ${known.join(', ')}`;
  throw new BackfillError(`The pack ${name} captures no table ${table}: ${hint}`);
}
