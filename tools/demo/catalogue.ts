import { isGoods, type Invoice, type InvoiceLine } from './invoices.js';

export interface CatalogueItem {
  readonly code: string;
  readonly name: string;
  readonly goods: boolean;
  readonly unitPrice: number;
}

/** Every item that the shop ever sold, by code; names and prices from its first line that has them. */
export function catalogueOf(invoices: readonly Invoice[]): readonly CatalogueItem[] {
  const lines = new Map<string, InvoiceLine[]>();
  for (const line of invoices.flatMap((invoice) => invoice.lines)) {
    lines.set(line.code, [...(lines.get(line.code) ?? []), line]);
  }
  return [...lines]
    .map(([code, sold]) => describe(code, sold))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function describe(code: string, sold: readonly InvoiceLine[]): CatalogueItem {
  const priced = sold.find((line) => line.unitPrice > 0);
  const name = (priced ?? sold.find((line) => line.description !== ''))?.description;
  return {
    code,
    name: name === undefined || name === '' ? code : name,
    goods: isGoods(code),
    unitPrice: priced?.unitPrice ?? 0,
  };
}
