import type { CallKey } from '#storage';
import { createHash } from 'node:crypto';
import { keyMissing } from './claim-problems.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * What tells a repeated call from a new one.
 *
 * @param header the Idempotency-Key
 * @param request as its schema understood it: what means the same has the same hash
 * @throws ProblemException 400 when there is no key
 */
export function callKey(
  route: string,
  channel: string,
  header: string | undefined,
  request: object,
): CallKey {
  if (header === undefined || !KEY.test(header)) throw keyMissing();
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  return { scope: `${route} ${channel}`, key: header, requestHash };
}
