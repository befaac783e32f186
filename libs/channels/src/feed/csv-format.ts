import { OFFER_STATUSES } from '#domain';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { AvailabilityRow } from '../availability/availability-row.js';
import { batchesOf, type FeedFormat } from './feed-format.js';

/** Fields by the names of their columns. */
const COLUMNS = {
  sku: 'sku',
  quantity: 'quantity',
  version: 'version',
  availability: 'availability',
  availableFrom: 'available_from',
  leadTimeDays: 'lead_time_days',
} as const;

const whole = z.string().regex(/^\d+$/).transform(Number);
const absent = z.literal('').transform(() => null);

const csvRow = z
  .strictObject({
    sku: z.string().min(1),
    quantity: whole,
    version: whole,
    availability: z.enum(OFFER_STATUSES),
    available_from: z.union([absent, z.iso.date()]),
    lead_time_days: z.union([absent, whole]),
  })
  .transform(({ available_from: availableFrom, lead_time_days: leadTimeDays, ...row }) => ({
    ...row,
    availableFrom,
    leadTimeDays,
  }));

/** RFC 4180 with a line of names, in UTF-8; lines end with a line feed. */
export const csvFormat: FeedFormat = {
  problem: () => undefined,

  *pieces(rows) {
    let header = true;
    for (const batch of batchesOf(rows)) {
      // A carriage return by itself would be the end of a line to many readers.
      yield stringify(batch, { header, columns: COLUMNS, quoted_match: /[\r\n]/ });
      header = false;
    }
  },

  async read(content) {
    const rows: AvailabilityRow[] = [];
    const parser = parse({ columns: checkedHeader, record_delimiter: '\n', bom: true });
    await pipeline(Readable.from(content), parser, async (records: AsyncIterable<unknown>) => {
      for await (const record of records) rows.push(csvRow.parse(record));
    });
    return rows;
  },
};

function checkedHeader(header: string[]): string[] {
  const expected = Object.values(COLUMNS);
  if (header.join() !== expected.join()) throw new Error(`its columns are not ${expected.join()}`);
  return header;
}
