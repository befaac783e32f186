import { SCOPES } from '#access';
import type { ApiKey } from '#storage';
import { z } from 'zod';
import { iso, isoOrNull } from '../format/instants.js';
import { instant } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';

const MOST_DAYS = 366;
const USUAL_DAYS = 90;

export const keyPath = z.object({
  id: z.string().regex(/^[0-9a-f]{12}$/, 'the id of a key, 12 hex digits'),
});

const DAYS = `whole days from 1 to ${MOST_DAYS}`;

export const keyRequest = requestBody({
  name: plainText(100).describe('who or what will hold it'),
  scope: z.enum(SCOPES, `one of ${SCOPES.join(', ')}`),
  days: z
    .int(DAYS)
    .min(1, DAYS)
    .max(MOST_DAYS, DAYS)
    .default(USUAL_DAYS)
    .describe('until it expires'),
});

const fields = {
  id: z.string().describe('public; the first part of the key'),
  name: z.string(),
  scope: z.enum(SCOPES),
  state: z.enum(['live', 'expired', 'revoked']),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable().describe('to the minute; null: never'),
  revokedAt: instant.nullable(),
};

export const keySchema = z.object(fields).meta({ id: 'ApiKey' });
export const madeKeySchema = z
  .object({ ...fields, key: z.string().describe('shown this once; nobody can read it again') })
  .meta({ id: 'MadeApiKey' });
export const keysSchema = z
  .object({ keys: z.array(keySchema).describe('newest first, those that ended as well') })
  .meta({ id: 'ApiKeys' });

export type KeyAnswer = z.infer<typeof keySchema>;
export type KeyPath = z.infer<typeof keyPath>;
export type KeyRequest = z.infer<typeof keyRequest>;

export const toKey = (key: ApiKey): KeyAnswer => ({
  ...key,
  createdAt: iso(key.createdAt),
  expiresAt: iso(key.expiresAt),
  lastUsedAt: isoOrNull(key.lastUsedAt),
  revokedAt: isoOrNull(key.revokedAt),
});
