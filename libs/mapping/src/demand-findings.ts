import type { Finding } from '#config';

type Tree = Readonly<Record<string, unknown>>;

/**
 * Sales must be told once: one table of a pack may state how many units were sold. Reads leniently, the
 * schema judges shapes.
 */
export function demandFindings(content: unknown): Finding[] {
  const telling = Object.entries(tree(tree(content)['tables'])).flatMap(([name, table]) => {
    const { role, rules } = tree(table);
    const index = Array.isArray(rules)
      ? rules.findIndex((rule) => tellsSales(role, tree(rule)))
      : -1;
    return index === -1 ? [] : [{ name, index }];
  });
  const [first, ...others] = telling;
  return others.map(({ name, index }) => ({
    path: ['tables', name, 'rules', index, 'quantity'],
    found: 'a second table that states how many units were sold',
    expected: `sales to be told by one table; ${first?.name ?? ''} already does`,
    hint: 'remove quantity from the rules of one of them: they go on naming the cause',
  }));
}

/** Movements of a ledger tell what they take; other rules what they state without a bucket. */
function tellsSales(role: unknown, { kind, bucket, quantity }: Tree): boolean {
  if (quantity === undefined || (bucket !== undefined && role !== 'ledger')) return false;
  const cel = tree(kind)['cel'];
  return kind === 'sale' || (typeof cel === 'string' && /['"]sale['"]/.test(cel));
}

const tree = (value: unknown): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
