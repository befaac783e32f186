import type { JournalWrite } from './source-books.js';

/** Row and rule → what each of its changes must have left in the ledger, in order. */
export type LedgerByRow = ReadonlyMap<string, readonly number[]>;

type Expectation = (write: JournalWrite) => readonly { rule: string; value: number }[];

const num = (value: string | number | null | undefined): number => Number(value ?? 0);

/** A column's value after the write, when the write changed it. */
const changed = (
  { before, after }: JournalWrite,
  read: (row: JournalWrite['after']) => number,
): readonly number[] => (before !== null && read(before) === read(after) ? [] : [read(after)]);

const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  ospos_item_quantities: (write) =>
    changed(write, (row) => num(row['quantity'])).map((value) => ({ rule: 'level', value })),
  stock_quant: (write) => [
    ...changed(write, (row) => num(row['quantity']) - num(row['reserved_quantity'])).map(
      (value) => ({ rule: 'available', value }),
    ),
    ...changed(write, (row) => num(row['reserved_quantity'])).map((value) => ({
      rule: 'allocated',
      value,
    })),
  ],
};

/** Sequences of quantities that the demo wrote into quantity-bearing rows. */
export function expectedSequences(writes: readonly JournalWrite[]): LedgerByRow {
  const sequences = new Map<string, number[]>();
  for (const write of writes) {
    for (const { rule, value } of EXPECTATIONS[write.table]?.(write) ?? []) {
      const id = `${write.table} ${keyText(write)} ${rule}`;
      const sequence = sequences.get(id);
      if (sequence) sequence.push(value);
      else sequences.set(id, [value]);
    }
  }
  return sequences;
}

/** Rows that are only ever added, and name a cause: each must be in the ledger exactly once. */
export function expectedInserts(writes: readonly JournalWrite[]): ReadonlySet<string> {
  const tables = new Set(['ospos_inventory', 'ospos_sales_items']);
  return new Set(
    writes
      .filter(({ table, op }) => op === 'insert' && tables.has(table))
      .map((write) => `${write.table} ${keyText(write)}`),
  );
}

export const keyText = ({ key }: Pick<JournalWrite, 'key'>): string =>
  Object.entries(key)
    .map(([column, value]) => `${column}=${value}`)
    .join(',');
