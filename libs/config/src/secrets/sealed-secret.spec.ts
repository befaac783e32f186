import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RUNS } from '../../../../test/support/property-runs.js';
import { keyLine } from './add-key.js';
import { parseKeyRing } from './key-ring.js';
import { seal, sealedSecret, unseal, type SealedSecret } from './sealed-secret.js';

const PLACE = { file: 'keys', path: '(keys)' };
const lines = [keyLine('k1'), keyLine('k2')];
const ring = parseKeyRing(lines.join('\n'), PLACE);
const [k1] = ring;
/** The same key under another id. */
const renamed = parseKeyRing(String(lines[0]).replace('k1', 'k9'), PLACE);

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const text = fc.string({ unit: 'binary', maxLength: 200 });

function flipped(base64: string, at: number, bit: number): string {
  const bytes = Buffer.from(base64, 'base64');
  const index = at % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
  return bytes.toString('base64');
}

it('opens what it has sealed, whatever the text', () => {
  fc.assert(
    fc.property(name, text, (of, plain) => {
      const sealed = seal(of, plain, k1);
      expect(sealedSecret.parse(sealed)).toEqual(sealed);
      expect(unseal(of, sealed, ring)).toEqual({ kind: 'opened', text: plain });
    }),
    { numRuns: RUNS },
  );
});

it('refuses any flipped bit of nonce, ciphertext and tag', () => {
  const part = fc.constantFrom('nonce' as const, 'ciphertext' as const, 'tag' as const);
  fc.assert(
    fc.property(name, text, part, fc.nat(500), fc.nat(7), (of, plain, field, at, bit) => {
      const sealed = seal(of, `${plain}.`, k1);
      const changed = { ...sealed, [field]: flipped(sealed[field], at, bit) };
      expect(unseal(of, changed, ring)).toEqual({ kind: 'tampered' });
    }),
    { numRuns: RUNS },
  );
});

it('refuses an entry under another name, and under another key id', () => {
  fc.assert(
    fc.property(name, name, text, (of, other, plain) => {
      fc.pre(of !== other);
      const sealed = seal(of, plain, k1);
      expect(unseal(other, sealed, ring)).toEqual({ kind: 'tampered' });
      expect(unseal(of, { ...sealed, keyId: 'k2' }, ring)).toEqual({ kind: 'tampered' });
      expect(unseal(of, { ...sealed, keyId: 'k9' }, renamed)).toEqual({ kind: 'tampered' });
      expect(unseal(of, { ...sealed, keyId: 'k3' }, ring)).toEqual({ kind: 'unknown key' });
    }),
    { numRuns: RUNS },
  );
});

it('refuses parts of two entries of one name put together', () => {
  const [one, other] = [seal('a', 'first', k1), seal('a', 'other', k1)];
  for (const field of ['nonce', 'ciphertext', 'tag'] as const) {
    const mixed = { ...one, [field]: other[field] };
    expect(unseal('a', mixed, ring)).toEqual({ kind: 'tampered' });
  }
});

it('takes a new nonce each time', () => {
  const nonces = Array.from({ length: 1_000 }, () => seal('a', 'same', k1).nonce);
  expect(new Set(nonces).size).toBe(1_000);
});

it.each<[string, Partial<Record<keyof SealedSecret | 'more', string>>]>([
  ['a shortened tag', { tag: Buffer.alloc(12).toString('base64') }],
  ['a longer nonce', { nonce: Buffer.alloc(16).toString('base64') }],
  ['another spelling of the same bytes', { tag: `${'A'.repeat(21)}B==` }],
  ['text that is no base64', { ciphertext: 'plain' }],
  ['a key id of another form', { keyId: 'k 1' }],
  ['a field that there is not', { more: '' }],
])('is no form of an entry: %s', (_, change) => {
  const sealed = seal('a', 'text', k1);
  expect(sealedSecret.safeParse(sealed).success).toBe(true);
  expect(sealedSecret.safeParse({ ...sealed, ...change }).success).toBe(false);
});
