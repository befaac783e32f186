import type { PackFile } from '#mapping';
import { suggest } from '#config';
import { CommandError } from '../command.js';

/** `table.column`, by the pack's names. */
export type ColumnName = `${string}.${string}`;

/**
 * The named columns, and every column that the pack joins with one of them: what is replaced in the one
 * must be replaced in the other as well, or a row would not find its reference any more.
 *
 * @param named `column`, of whichever table, or `table.column`
 * @throws CommandError for a column that the pack does not name
 */
export function scrubbedColumns(pack: PackFile, named: readonly string[]): ReadonlySet<ColumnName> {
  const known = Object.entries(pack.tables).flatMap(([table, columns]) =>
    namesOf(columns).map((column): ColumnName => `${table}.${column}`),
  );
  const scrubbed = new Set<ColumnName>();
  for (const name of named) {
    const found = known.filter((each) => each === name || each.endsWith(`.${name}`));
    if (found.length === 0) {
      const hint = suggest(name, [...known, ...known.map(columnOf)]) ?? 'other columns never stay';
      throw new CommandError(`--scrub ${name}: the pack names no such column; ${hint}`);
    }
    for (const each of found) scrubbed.add(each);
  }
  spread(scrubbed, joinsOf(pack));
  return scrubbed;
}

const columnOf = (name: ColumnName): string => name.slice(name.lastIndexOf('.') + 1);

type Table = PackFile['tables'][string];

/** Columns of a table that the pack reads; every other one is a stranger's. */
export const namesOf = (table: Table): readonly string[] => [
  ...new Set([
    ...table.key,
    ...(table.role === 'reference' ? table.keep : table.columns),
    ...('facts' in table ? table.facts.columns : []),
  ]),
];

type Join = readonly [ColumnName, ColumnName];

function spread(scrubbed: Set<ColumnName>, joins: readonly Join[]): void {
  for (let before = -1; before !== scrubbed.size;) {
    before = scrubbed.size;
    for (const join of joins) {
      if (join.some((name) => scrubbed.has(name))) join.forEach((name) => scrubbed.add(name));
    }
  }
}

/** `row.item_id`, `lot.product_id`, but not what is only compared with something. */
const COLUMN_IN_KEY = /\b(\w+)\.(\w+)\b(?!\s*(?:==|!=|\(|\.|in\b))/g;

function joinsOf({ tables }: PackFile): Join[] {
  return Object.entries(tables).flatMap(([name, table]) =>
    Object.values('refs' in table ? table.refs : {}).flatMap((reference) => {
      const target = tables[reference.table];
      const keys = reference.by === undefined ? (target?.key ?? []) : [reference.by];
      return [...reference.key.matchAll(COLUMN_IN_KEY)].flatMap(([, holder = '', column = '']) => {
        const refs = 'refs' in table ? table.refs : {};
        const from = holder === 'row' ? name : refs[holder]?.table;
        if (from === undefined) return [];
        return keys.map((key): Join => [`${from}.${column}`, `${reference.table}.${key}`]);
      });
    }),
  );
}
