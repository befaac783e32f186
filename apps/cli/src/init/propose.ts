import type { SourceColumn, SourceTable } from '#connect';
import type {
  Proposal,
  ProposedLevels,
  ProposedLink,
  ProposedMovements,
  ProposedReference,
} from './proposal.js';
import { meaning, wordsOf, type Meaning } from './schema-words.js';

/**
 * Guesses which table holds levels and which movements, by the shape of tables first and by the words of
 * their names second. Pure: the same schema gives the same proposal.
 */
export function propose(tables: readonly SourceTable[]): Proposal {
  const levels = best(
    tables.flatMap((table) => scored(levelsIn(table, tables), scoreLevels(table))),
  );
  const movements = best(
    tables
      .filter((table) => nameOf(table) !== levels?.table)
      .flatMap((table) => scored(movementsIn(table, tables), scoreMovements(table))),
  );
  return { levels, movements };
}

interface Scored<T> {
  readonly guess: T;
  readonly score: number;
}

const scored = <T>(guess: T | null, score: number): readonly Scored<T>[] =>
  guess === null ? [] : [{ guess, score }];

const best = <T>(guesses: readonly Scored<T>[]): T | null =>
  guesses.toSorted((one, other) => other.score - one.score)[0]?.guess ?? null;

/** A row for each item and place, which its key or a unique word says, is a level. */
function scoreLevels(table: SourceTable): number {
  const keyed = table.primaryKey.length > 1 ? 3 : 0;
  const timeless = table.columns.some(({ is }) => is === 'time') ? 0 : 2;
  return keyed + timeless + 2 * meaning(table.name, 'level') - 3 * meaning(table.name, 'movement');
}

function scoreMovements(table: SourceTable): number {
  const timed = table.columns.some(({ is }) => is === 'time') ? 3 : 0;
  const reasoned = pick(table, 'reason', ['text', 'number']) ? 1 : 0;
  return timed + reasoned + 3 * meaning(table.name, 'movement');
}

function levelsIn(table: SourceTable, tables: readonly SourceTable[]): ProposedLevels | null {
  const item = linkOf(table, tables, 'item');
  const onHand = quantityOf(table);
  if (!item || !onHand || isReference(table, tables, item)) return null;
  const place = linkOf(table, tables, 'place', [item.column]);
  const others = {
    reserved: numberMeaning(table, 'reserved'),
    damaged: numberMeaning(table, 'damaged'),
  };
  const key = keyOf(table, [item.column, ...(place ? [place.column] : [])]);
  return { table: nameOf(table), key, item, place, onHand, ...others };
}

function movementsIn(table: SourceTable, tables: readonly SourceTable[]): ProposedMovements | null {
  const item = linkOf(table, tables, 'item');
  const quantity = quantityOf(table);
  const at = table.columns.find(({ is }) => is === 'time')?.name ?? null;
  const counted = meaning(table.name, 'movement') > 0 || at !== null;
  if (!item || !quantity || !counted || isReference(table, tables, item)) return null;
  const place = linkOf(table, tables, 'place', [item.column]);
  const taken = [item.column, place?.column ?? '', quantity];
  return {
    table: nameOf(table),
    key: keyOf(
      table,
      table.columns.slice(0, 1).map(({ name }) => name),
    ),
    item,
    place,
    quantity,
    at,
    reason: pick(table, 'reason', ['text', 'number'], taken),
    document: pick(table, 'document', ['text', 'number'], taken),
  };
}

/** A table whose own key is the item is the list of items, not of its stock. */
const isReference = (
  table: SourceTable,
  tables: readonly SourceTable[],
  item: ProposedLink,
): boolean =>
  item.through === null && table.primaryKey.length === 1 && table.primaryKey[0] === item.column
    ? tables.length > 1 && meaning(table.name, 'item') > 0
    : false;

const nameOf = ({ schema, name }: SourceTable): string =>
  schema === null ? name : `${schema}.${name}`;

const keyOf = ({ primaryKey }: SourceTable, instead: readonly string[]): readonly string[] =>
  primaryKey.length > 0 ? primaryKey : instead;

/** Of several quantities that which is on hand; reserved and damaged ones are others. */
function quantityOf(table: SourceTable): string | null {
  const numbers = table.columns.filter(
    ({ is, name }) =>
      is === 'number' &&
      meaning(name, 'quantity') > 0 &&
      meaning(name, 'reserved') + meaning(name, 'damaged') + meaning(name, 'item') === 0,
  );
  const onHand = numbers.find(({ name }) => wordsOf(name).some((word) => /^(on)?hand$/.test(word)));
  return (onHand ?? numbers[0])?.name ?? null;
}

const numberMeaning = (table: SourceTable, wanted: Meaning): string | null =>
  table.columns.find(({ is, name }) => is === 'number' && meaning(name, wanted) > 0)?.name ?? null;

function pick(
  table: SourceTable,
  wanted: Meaning,
  kinds: readonly SourceColumn['is'][],
  taken: readonly string[] = [],
): string | null {
  const linked = table.foreignKeys.map(({ column }) => column);
  return (
    table.columns.find(
      ({ name, is }) =>
        kinds.includes(is) &&
        meaning(name, wanted) > 0 &&
        !taken.includes(name) &&
        !table.primaryKey.includes(name) &&
        !linked.includes(name),
    )?.name ?? null
  );
}

function linkOf(
  table: SourceTable,
  tables: readonly SourceTable[],
  wanted: 'item' | 'place',
  taken: readonly string[] = [],
): ProposedLink | null {
  const candidates = table.columns.filter(
    ({ name, is }) => !taken.includes(name) && (is === 'number' || is === 'text'),
  );
  const links = candidates.flatMap(({ name }) => {
    const through = referenceOf(table, name, tables, wanted);
    const score =
      (through ? 2 : 0) +
      meaning(name, wanted) +
      (through ? 2 * meaning(through.table, wanted) : 0);
    const means =
      meaning(name, wanted) > 0 || (through !== null && meaning(through.table, wanted) > 0);
    return means && meaning(name, 'quantity') === 0
      ? [{ guess: { column: name, through }, score }]
      : [];
  });
  return best(links);
}

/** Where a column leads: by its foreign key, or to the table that it is named after. */
function referenceOf(
  table: SourceTable,
  column: string,
  tables: readonly SourceTable[],
  wanted: 'item' | 'place',
): ProposedReference | null {
  const foreign = table.foreignKeys.find((key) => key.column === column);
  const target = foreign
    ? tables.find(({ name }) => name === foreign.table)
    : tables.find((other) => other !== table && isNamedAfter(column, other.name));
  const key =
    foreign?.referenced ?? (target?.primaryKey.length === 1 ? target.primaryKey[0] : undefined);
  if (!target || key === undefined) return null;
  const says = sayingColumn(target, wanted === 'item' ? 'code' : 'name', key);
  return says === null ? null : { table: nameOf(target), key, says };
}

/** `article_id` and `articleNo` are named after `article` and `articles`, also with a prefix before those. */
function isNamedAfter(column: string, table: string): boolean {
  const stem = wordsOf(column)
    .filter((word) => !/^(id|no|nr|code|key)$/.test(word))
    .join('_');
  const name = wordsOf(table).join('_');
  return (
    stem !== '' &&
    [stem, `${stem}s`, `${stem}es`].some((word) => name === word || name.endsWith(`_${word}`))
  );
}

/** Unique texts first: they tell one thing from another. */
function sayingColumn(table: SourceTable, wanted: Meaning, key: string): string | null {
  const texts = table.columns.filter(
    ({ name, is }) => name !== key && (is === 'text' || (is === 'number' && wanted === 'code')),
  );
  const meant = texts.filter(({ name }) => meaning(name, wanted) > 0);
  const chosen =
    meant.find(({ name }) => table.unique.includes(name)) ??
    meant.find(({ is }) => is === 'text') ??
    meant[0];
  const fallback = wanted === 'name' ? texts.find(({ is }) => is === 'text') : undefined;
  return (chosen ?? fallback)?.name ?? null;
}
