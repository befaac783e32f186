import type { KeyRing } from './key-ring.js';
import type { Opened, SealedSecret } from './sealed-secret.js';

interface Unopened {
  readonly name: string;
  readonly sealed: SealedSecret;
  readonly ring: KeyRing;
}

/** Why a secret cannot be decrypted, and how to mend it. */
export function tellUnopened(
  { kind }: Exclude<Opened, { kind: 'opened' }>,
  { name, sealed: { keyId }, ring }: Unopened,
): { readonly expected: string; readonly hint: string } {
  if (kind === 'unknown key') {
    return {
      expected: `the key "${keyId}", with which the secret is encrypted; there are ${idsOf(ring)}`,
      hint: `add the line of "${keyId}" below the others, or: shelfwire secrets set ${name}`,
    };
  }
  return {
    expected: `the entry as it was written: its tag does not fit, so that entry, name or key "${keyId}" is another`,
    hint: `put the file back as it was, or: shelfwire secrets set ${name}`,
  };
}

const idsOf = (ring: KeyRing): string => ring.map(({ id }) => `"${id}"`).join(', ');
