import { SCOPES } from '#access';
import { z } from 'zod';
import type { CallerIdentity } from '../access/caller.js';
import { iso } from '../format/instants.js';
import { instant } from '../format/schemas.js';
import { requestBody } from '../http/query.js';

const LONGEST = 200;

export const signInRequest = requestBody({
  key: z
    .string('an API key')
    .max(LONGEST, `at most ${LONGEST} characters`)
    .describe('an API key; the answer sets a cookie that stands for it'),
});
export type SignInRequest = z.infer<typeof signInRequest>;

export const sessionSchema = z
  .object({
    keyId: z.string(),
    name: z.string().describe('of the key'),
    scope: z.enum(SCOPES),
    expiresAt: instant.describe('of the sign-in; of the key, where that is what was shown'),
  })
  .meta({ id: 'Session' });

export type SessionAnswer = z.infer<typeof sessionSchema>;

export const toSession = ({ keyId, name, scope, expiresAt }: CallerIdentity): SessionAnswer => ({
  keyId,
  name,
  scope,
  expiresAt: iso(expiresAt),
});
