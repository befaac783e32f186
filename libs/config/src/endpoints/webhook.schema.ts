import { z } from 'zod';
import { address } from './address.schema.js';
import { name } from '../policy-words.js';

/** Bytes of a signing secret (Standard Webhooks 1.0.0, Signature scheme: 192 to 512 bits). */
const LEAST_SECRET_BYTES = 24;
const MOST_SECRET_BYTES = 64;

/** Of Standard Webhooks. */
export const signingSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'whsec_ and base64')
  .refine(hasSafeLength, { error: 'whsec_ and the base64 of 24 to 64 random bytes' });

/** `endpoint:` of a channel whose connector is `webhook`. */
export const webhookEndpoint = z
  .strictObject({
    url: address.describe(
      'where the receiver listens; https, unless private addresses are allowed',
    ),
    account: name.describe(
      'names the sender to the receiver: the source of events is /shelfwire/…',
    ),
    secrets: z
      .array(signingSecret)
      .min(1)
      .max(2)
      .describe('signing secrets: the current one, and the previous one while it is changed'),
    token: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe('sent as Authorization: Bearer; null: signatures only'),
    rowsPerCall: z.int().min(1).max(1_000).default(100).describe('most listings in one delivery'),
    allowPrivateAddresses: z
      .boolean()
      .default(false)
      .describe('whether the receiver may be on this machine or in its network'),
  })
  .refine(({ url, allowPrivateAddresses }) => allowPrivateAddresses || url.startsWith('https:'), {
    path: ['url'],
    error: 'an https address; http only with allowPrivateAddresses: true',
  });

export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;

function hasSafeLength(text: string): boolean {
  const { length } = Buffer.from(text.slice('whsec_'.length), 'base64');
  return length >= LEAST_SECRET_BYTES && length <= MOST_SECRET_BYTES;
}
