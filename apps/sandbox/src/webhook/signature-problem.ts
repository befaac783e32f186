import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of sender and receiver may be apart. */
const TOLERANCE_SECONDS = 300;

export interface SignedDelivery {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** one or several, separated by spaces */
  readonly signatures: string | undefined;
  readonly body: Buffer;
}

/**
 * Checks a delivery by the text of Standard Webhooks 1.0.0 alone, without the library by which it was
 * signed. @returns what is wrong with it, if something is
 */
export function signatureProblem(
  { id, timestamp, signatures, body }: SignedDelivery,
  secret: string,
  nowMs: number,
): string | undefined {
  if (!id || !timestamp || !signatures) return 'a webhook-* header is missing';
  if (id.includes('.')) return 'webhook-id has a full stop';
  if (!/^\d{1,12}$/.test(timestamp)) return 'webhook-timestamp is no number of seconds';
  const isRecent = Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
  if (!isRecent) return 'webhook-timestamp is too far from now';
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const matches = signatures.split(' ').some((signature) => isSame(signature, expected));
  return matches ? undefined : 'no signature is of this secret';
}

function isSame(signature: string, expected: Buffer): boolean {
  if (!signature.startsWith('v1,')) return false;
  const given = Buffer.from(signature.slice('v1,'.length), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
