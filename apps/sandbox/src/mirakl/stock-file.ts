import { parse } from 'csv-parse/sync';
import { isDeepStrictEqual } from 'node:util';

export const COLUMNS = ['offer-sku', 'quantity', 'warehouse-code', 'update-delete'] as const;

/** A line as it was sent, and its place in the file; the head is line 1. */
export interface StockLine {
  readonly line: number;
  readonly values: Readonly<Record<(typeof COLUMNS)[number], string>>;
}

/** The file of a stock import. @returns undefined for what is no such file */
export function readStockFile(content: string): readonly StockLine[] | undefined {
  const [head, ...lines] = recordsOf(content);
  if (!isDeepStrictEqual(head, [...COLUMNS])) return undefined;
  return lines.map(([sku = '', quantity = '', warehouse = '', updateDelete = ''], at) => ({
    line: at + 2,
    values: {
      'offer-sku': sku,
      quantity,
      'warehouse-code': warehouse,
      'update-delete': updateDelete,
    },
  }));
}

function recordsOf(content: string): string[][] {
  try {
    return parse(content, { delimiter: ';', bom: true, skip_empty_lines: true });
  } catch {
    return [];
  }
}
