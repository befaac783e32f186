import { createHmac, randomBytes } from 'node:crypto';
import { LosslessNumber } from 'lossless-json';

const DIGITS = /^-?\d+(\.\d+)?$/;
/** Whole numbers of this range survive wherever JSON is read. */
const BITS = 48;

/**
 * Replaces values so that the same one always becomes the same one, and two never become one: numbers and
 * texts of digits stay such, and 17 and "17" go together. The salt is of this object and kept nowhere, so
 * that nobody can try values out.
 */
export class Pseudonyms {
  private readonly salt = randomBytes(32);
  private readonly given = new Map<string, string>();
  private readonly taken = new Set<string>();

  of(value: unknown): unknown {
    if (value instanceof LosslessNumber) return new LosslessNumber(this.textFor(value.value));
    return typeof value === 'string' && value !== '' ? this.textFor(value) : value;
  }

  private textFor(text: string): string {
    const known = this.given.get(text);
    if (known !== undefined) return known;
    for (let attempt = 0; ; attempt += 1) {
      const digest = createHmac('sha256', this.salt).update(`${attempt} ${text}`).digest();
      const replacement = DIGITS.test(text)
        ? String(digest.readUIntBE(0, BITS / 8))
        : `x${digest.toString('hex').slice(0, 12)}`;
      if (this.taken.has(replacement)) continue;
      this.taken.add(replacement);
      this.given.set(text, replacement);
      return replacement;
    }
  }
}
