import { PoisonMessageError } from '#contracts';

/** In bytes: a key of PostgreSQL's indexes has room for all that go into one, and no more than 2,700. */
export const LONGEST = { rowKey: 1000, referenceKey: 1000, location: 1000, sku: 500, cause: 500 };

/** @throws PoisonMessageError `change.too_long` */
export function boundedText(what: string, text: string, bytes: number): string {
  // no text has more than three bytes for one of its units
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  throw new PoisonMessageError(
    'change.too_long',
    `${what} has ${Buffer.byteLength(text)} bytes, at most ${bytes} may be: ${text.slice(0, 40)}…`,
  );
}
