import { createHash } from 'node:crypto';
import { z } from 'zod';
import { availabilityRow, availabilityRowOf } from '../availability/availability-row.js';
import type { ListingRow } from '../port/listing-row.js';

/** Structured JSON mode (CloudEvents 1.0, HTTP protocol binding §3.2). */
export const EVENT_CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

const ID_LENGTH = 32;

/** One delivery: a CloudEvent with all rows of a call. */
export const availabilityEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z
    .string()
    .regex(/^msg_[A-Za-z0-9_-]+$/)
    .describe(
      'the same as the header webhook-id; the same rows have the same id, however often sent',
    ),
  source: z.string().min(1).describe('/shelfwire/ and the account of the channel'),
  type: z.literal('shelfwire.availability.v1'),
  datacontenttype: z.literal('application/json'),
  data: z.strictObject({
    rows: z.array(availabilityRow).min(1).describe('each listing once'),
  }),
});

export type AvailabilityEvent = z.infer<typeof availabilityEvent>;

/** The same rows make the same event, byte by byte: whoever gets it twice knows it by its id. */
export function availabilityEventOf(
  rows: readonly ListingRow[],
  account: string,
): AvailabilityEvent {
  const source = `/shelfwire/${account}`;
  const data = { rows: rows.map(availabilityRowOf) };
  return {
    specversion: '1.0',
    id: idOf(source, data),
    source,
    type: 'shelfwire.availability.v1',
    datacontenttype: 'application/json',
    data,
  };
}

/** Without full stops, which separate what is signed (Standard Webhooks, Signature scheme). */
function idOf(source: string, data: object): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([source, data]))
    .digest('base64url');
  return `msg_${digest.slice(0, ID_LENGTH)}`;
}
