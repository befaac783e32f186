import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

export interface InvoiceLine {
  /** upper case: the shop typed `85123a` for `85123A` */
  readonly code: string;
  readonly description: string;
  /** whole units; negative on cancellations and corrections */
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface Invoice {
  /** without the `C` of a cancellation */
  readonly number: number;
  readonly cancels: boolean;
  /** UTC ISO 8601, to the minute */
  readonly time: string;
  readonly lines: readonly InvoiceLine[];
}

const DATA = new URL('data/online-retail.csv.gz', import.meta.url);

const rows = z.array(
  z.object({
    invoice: z.string().regex(/^C?\d+$/),
    time_utc: z.iso.datetime(),
    item: z.string().min(1),
    description: z.string(),
    quantity: z.coerce.number().int(),
    unit_price: z.coerce.number(),
  }),
);

/** The shop's invoices in the order of their times. */
export function readInvoices(file: URL = DATA): readonly Invoice[] {
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const invoices = new Map<string, Invoice & { lines: InvoiceLine[] }>();
  for (const row of rows.parse(parse(text, { columns: true }))) {
    const invoice = invoices.get(row.invoice) ?? {
      number: Number(row.invoice.replace('C', '')),
      cancels: row.invoice.startsWith('C'),
      time: row.time_utc,
      lines: [],
    };
    invoices.set(row.invoice, invoice);
    invoice.lines.push({
      code: row.item.toUpperCase(),
      description: row.description,
      quantity: row.quantity,
      unitPrice: row.unit_price,
    });
  }
  return [...invoices.values()];
}

/** Postage, discounts, bank charges and the like are sold, but nobody keeps them on a shelf. */
export const isGoods = (code: string): boolean => /^\d{5}[A-Z]{0,2}$/.test(code);
