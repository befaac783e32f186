import { suggest, type Finding } from '#config';
import { checkExpression, readsIn } from './expression.js';

type Tree = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** An expression as the pack writes it, with what it may read. */
interface Written {
  readonly path: Path;
  readonly source: string;
}

/**
 * Expressions that do not parse, or name what is not there: a reference that the table does not have, a
 * column that it does not list, a column that the reference's table does not keep. Reads leniently, the
 * schema judges shapes.
 */
export function expressionFindings(content: unknown): Finding[] {
  const tables = tree(tree(content)['tables']);
  return Object.entries(tables).flatMap(([name, entry]) => {
    const table = tree(entry);
    const known = membersKnown(table, tables);
    return expressionsOf(table).flatMap(({ path, source }) =>
      wrongIn({ path: ['tables', name, ...path], source }, known),
    );
  });
}

/** What each name of an expression offers: the row its columns, a reference what its table keeps. */
function membersKnown(table: Tree, tables: Tree): ReadonlyMap<string, readonly string[]> {
  const listed = texts(table['columns']);
  const columns = listed.length > 0 ? [...texts(table['key']), ...listed] : [];
  const refs = Object.entries(tree(table['refs'])).map(([name, ref]): [string, string[]] => [
    name,
    texts(tree(tables[String(tree(ref)['table'])])['keep']),
  ]);
  return new Map([['row', [...new Set(columns)]], ...refs]);
}

function expressionsOf(table: Tree): Written[] {
  const refs = Object.entries(tree(table['refs'])).flatMap(([name, ref]) =>
    written(['refs', name, 'key'], tree(ref)['key']),
  );
  const rules: unknown[] = Array.isArray(table['rules']) ? table['rules'] : [];
  return [
    ...refs,
    ...written(['sku'], table['sku']),
    ...written(['location'], table['location']),
    ...written(['facts', 'id'], tree(table['facts'])['id']),
    ...rules.flatMap((rule, index) => ofRule(['rules', index], tree(rule))),
  ];
}

const PLAIN = ['when', 'quantity', 'eta', 'vendor', 'occurredAt', 'countedAt', 'destination'];

function ofRule(at: Path, rule: Tree): Written[] {
  const cause = tree(rule['cause']);
  return [
    ...PLAIN.flatMap((field) => written([...at, field], rule[field])),
    ...['kind', 'condition'].flatMap((field) =>
      written([...at, field, 'cel'], tree(rule[field])['cel']),
    ),
    ...written([...at, 'from', 'location'], tree(rule['from'])['location']),
    ...written([...at, 'cause', 'type', 'cel'], tree(cause['type'])['cel']),
    ...['id', 'line'].flatMap((field) => written([...at, 'cause', field], cause[field])),
  ];
}

const written = (path: Path, source: unknown): Written[] =>
  typeof source === 'string' && source !== '' ? [{ path, source }] : [];

function wrongIn({ path, source }: Written, known: ReadonlyMap<string, readonly string[]>) {
  const wrong = checkExpression(source);
  if (wrong !== undefined) {
    const expected = `a CEL expression over ${[...known.keys()].join(', ')}`;
    return [{ path, found: `${source}: ${wrong}`, expected }];
  }
  const isKey = path.at(-1) === 'key';
  return readsIn(source).flatMap(({ name, member }): Finding[] => {
    const members = known.get(name);
    // a key may read earlier references only, which is told with the references
    if (!members) return isKey ? [] : [unknownName(path, name, [...known.keys()])];
    if (member === undefined || members.length === 0 || members.includes(member)) return [];
    return [unknownMember(path, name, member, members)];
  });
}

const unknownName = (path: Path, name: string, known: readonly string[]): Finding => ({
  path,
  found: `the unknown name ${name}`,
  expected: `row, or a reference of the table`,
  hint: suggest(name, known),
});

const unknownMember = (
  path: Path,
  name: string,
  member: string,
  members: readonly string[],
): Finding => ({
  path,
  found: `${name}.${member}`,
  expected: name === 'row' ? 'a column that the table lists' : 'a column that its table keeps',
  hint: suggest(member, members),
});

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

const tree = (value: unknown): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
