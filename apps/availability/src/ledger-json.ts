import {
  formatQuantity,
  parseQuantity,
  type LedgerSummary,
  type Quantity,
  type RowHistory,
  type Step,
} from '#domain';

/** Steps and summaries as the database keeps them: quantities as decimals, so that people can read them. */
type Written<T> = {
  readonly [K in keyof T]: K extends 'quantity' ? string : T[K];
};

export type WrittenHistory = readonly [Written<Step>, ...Written<Step>[]];

export interface WrittenSummary extends Omit<LedgerSummary, 'bases'> {
  readonly bases: readonly Written<LedgerSummary['bases'][number]>[];
}

export const writeHistory = (history: RowHistory): WrittenHistory => {
  const [first, ...rest] = history;
  return [write(first), ...rest.map(write)];
};

export const readHistory = ([first, ...rest]: WrittenHistory): RowHistory => [
  read<Step>(first),
  ...rest.map((step) => read<Step>(step)),
];

export const writeSummary = (summary: LedgerSummary): WrittenSummary => ({
  ...summary,
  bases: summary.bases.map(write),
});

export const readSummary = (summary: WrittenSummary): LedgerSummary => ({
  ...summary,
  bases: summary.bases.map((base) => read<LedgerSummary['bases'][number]>(base)),
});

const write = <T extends { quantity: Quantity }>(value: T) => ({
  ...value,
  quantity: formatQuantity(value.quantity),
});

const read = <T extends { quantity: Quantity }>(value: Written<T>): T =>
  ({ ...value, quantity: quantityOf(value.quantity) }) as unknown as T;

/** @throws Error when what the database holds is no quantity: somebody else wrote it */
export function quantityOf(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new Error(`the database holds ${text}, which is no quantity`);
  return quantity;
}
