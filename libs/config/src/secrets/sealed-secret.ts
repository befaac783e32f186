import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findKey, keyId, type KeyRing, type SecretKey } from './key-ring.js';

const ALGORITHM = 'aes-256-gcm';
/** NIST SP 800-38D, 8.2.2 and 8.3: a random nonce has 96 bits or more, and a key encrypts at most 2^32 times. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const FORMAT_VERSION = 1;

/** Base64 in the one form that bytes have: another text of the same bytes is a changed file. */
const bytes = (length?: number) =>
  z.string().refine((text) => isBase64(text, length), {
    error: length === undefined ? 'base64' : `the base64 of ${length} bytes`,
  });

/** A secret as the file has it. */
export const sealedSecret = z.strictObject({
  keyId,
  nonce: bytes(NONCE_BYTES),
  ciphertext: bytes(),
  tag: bytes(TAG_BYTES),
});

export type SealedSecret = z.infer<typeof sealedSecret>;

export type Opened =
  | { readonly kind: 'opened'; readonly text: string }
  | { readonly kind: 'unknown key' }
  /** something of the entry, its name or its key is not what it was sealed with */
  | { readonly kind: 'tampered' };

/** Encrypts with AES-256-GCM under a nonce of its own, bound to format, name and key id. */
export function seal(name: string, text: string, { id, key }: SecretKey): SealedSecret {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(name, id));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    keyId: id,
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

export function unseal(name: string, sealed: SealedSecret, ring: KeyRing): Opened {
  const found = findKey(ring, sealed.keyId);
  if (!found) return { kind: 'unknown key' };
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const decipher = createDecipheriv(ALGORITHM, found.key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(name, sealed.keyId));
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
  const begun = decipher.update(Buffer.from(sealed.ciphertext, 'base64'));
  try {
    return { kind: 'opened', text: Buffer.concat([begun, decipher.final()]).toString('utf8') };
  } catch {
    return { kind: 'tampered' };
  }
}

/** A list in JSON: no two lists of texts are written the same way. */
const boundTo = (name: string, id: string): Buffer =>
  Buffer.from(JSON.stringify([FORMAT_VERSION, name, id]));

function isBase64(text: string, length: number | undefined): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.toString('base64') === text && (length ?? decoded.length) === decoded.length;
}
