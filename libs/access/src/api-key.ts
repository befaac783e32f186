import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ID_BYTES = 6;
const SECRET_BYTES = 32;
const KEY = /^(swk_([0-9a-f]{12})_[0-9a-f]{64})([0-9a-f]{8})$/;

/** A key that nobody else has seen yet. */
export interface FreshKey {
  /** public; names the key in lists and in the audit */
  readonly id: string;
  /** `swk_<id>_<secret><checksum>`: 256 random bits and a CRC-32 of what stands before it, in hex */
  readonly text: string;
  /** what is stored of it */
  readonly hash: Buffer;
}

export function newApiKey(): FreshKey {
  const id = randomBytes(ID_BYTES).toString('hex');
  const body = `swk_${id}_${randomBytes(SECRET_BYTES).toString('hex')}`;
  const text = `${body}${checksum(body)}`;
  return { id, text, hash: hashOf(text) };
}

/** @returns the key's id; undefined: it is no key, or was not copied as a whole */
export function readKeyId(text: string): string | undefined {
  const [, body = '', id, sum] = KEY.exec(text) ?? [];
  return sum === checksum(body) ? id : undefined;
}

/** SHA-256. A key is random, so that nothing slower is needed. */
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const checksum = (body: string): string => crc32(body).toString(16).padStart(8, '0');
