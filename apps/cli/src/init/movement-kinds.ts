import type { StockKind } from '#domain';

/** A value of a movement's reason, and how often it was met. */
export interface MetReason {
  readonly value: string;
  readonly rows: number;
  /** of them, those that took stock away */
  readonly negative: number;
}

/** Beginnings of words, since reasons are often cut to three letters. */
const BEGINNINGS: readonly (readonly [RegExp, StockKind])[] = [
  [/\b(cancel|void|storno|annul)/, 'cancellation'],
  [/\b(ret|refund|rma|retoure)/, 'return'],
  [/\b(sal|sold|sell|pos|verk|vent)/, 'sale'],
  [/\b(rec|rcv|purch|deliv|wareneingang|goods.?in|inbound)/, 'receipt'],
  [/\b(count|cnt|stocktak|invent|cycle)/, 'cycle_count'],
  [/\b(dam|dmg|broken|defe)/, 'damage'],
  [/\b(los|shrink|shr|theft|stolen|missing|waste|scrap)/, 'shrink'],
];

/** A guess at what kind of movement a reason stands for; what says nothing is an adjustment. */
export function kindOfReason({ value, rows, negative }: MetReason): StockKind {
  const text = value.toLowerCase();
  if (/\b(trans|trf|move|umlag)/.test(text)) {
    return negative * 2 > rows ? 'transfer_out' : 'transfer_in';
  }
  return BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1] ?? 'adjustment';
}
