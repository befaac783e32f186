import { OFFER_STATUSES } from '#domain';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { availabilityRow, type AvailabilityRow } from '../availability/availability-row.js';
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

/** RFC 4180 with a line of names, in UTF-8; lines end with a line feed. */
export const csvFormat: FeedFormat = {
  shows: OFFER_STATUSES,
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
    let isHeader = true;
    const rest = new Writable({
      objectMode: true,
      write: (fields: string[], _, done) => {
        try {
          if (isHeader) checkHeader(fields);
          else rows.push(rowOf(fields));
          isHeader = false;
          done();
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      },
    });
    const parser = parse({ record_delimiter: '\n', bom: true });
    await pipeline(Readable.from(content), parser, rest);
    return rows;
  },
};

function checkHeader(names: readonly string[]): void {
  const expected = Object.values(COLUMNS).join();
  if (names.join() !== expected) throw new Error(`its columns are not ${expected}`);
}

/** As many fields as there are columns: the parser takes no other line. */
function rowOf([sku, quantity, version, availability, from, days]: readonly string[]) {
  return availabilityRow.parse({
    sku,
    quantity: numberOf(quantity),
    version: numberOf(version),
    availability,
    availableFrom: from === '' ? null : from,
    leadTimeDays: days === '' ? null : numberOf(days),
  });
}

/** @returns undefined for what is no whole number, which no field takes */
const numberOf = (text = ''): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);
