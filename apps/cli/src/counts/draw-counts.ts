import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { table } from '../terminal/table.js';

export const countListAnswer = z.looseObject({
  location: z.string(),
  lookedAt: z.string().nullable(),
  items: z.number(),
  candidates: z.array(
    z.looseObject({
      sku: z.string(),
      risk: z.number(),
      book: z.string(),
      countedAt: z.string().nullable(),
      reasons: z.array(z.looseObject({ reason: z.string(), why: z.string() })),
    }),
  ),
});

export type CountListAnswer = z.infer<typeof countListAnswer>;

const dateOf = (instant: string | null): string => instant?.slice(0, 10) ?? 'never';

export function drawCounts({ location, lookedAt, items, candidates }: CountListAnswer): string[] {
  if (lookedAt === null) {
    return [`Nobody has looked at ${location} yet; it is done every six hours, by alerting.`];
  }
  const head = `${location}: ${items} items judged at ${lookedAt}`;
  if (candidates.length === 0) return [`${head}, none of them needs to be counted.`];
  const rows = candidates.map(({ sku, risk, book, countedAt, reasons }) => [
    sku,
    String(Math.round(risk)),
    book,
    dateOf(countedAt),
    reasons.map(({ why }) => why).join('; '),
  ]);
  return [head, '', ...table(['ITEM', 'RISK', 'BOOK', 'COUNTED', 'WHY'], rows)];
}

/** What a spreadsheet would take for a formula when it stands first. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const plainCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** RFC 4180, with an empty column for what is counted. */
export const countsToCsv = ({ location, candidates }: CountListAnswer): string =>
  stringify(
    [
      ['location', 'item', 'risk', 'book', 'counted_before', 'why', 'counted'],
      ...candidates.map(({ sku, risk, book, countedAt, reasons }) => [
        plainCell(location),
        plainCell(sku),
        String(Math.round(risk * 10) / 10),
        book,
        countedAt === null ? '' : dateOf(countedAt),
        plainCell(reasons.map(({ why }) => why).join('; ')),
        '',
      ]),
    ],
    { record_delimiter: '\r\n' },
  );
