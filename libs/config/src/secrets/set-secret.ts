import type { KeyRing } from './key-ring.js';
import { seal } from './sealed-secret.js';
import { findSecret, readSecretsFile, secretsText } from './secrets-file.js';
import { withLock } from './with-lock.js';
import { writePrivately } from './write-privately.js';

/**
 * Encrypts a secret with the first key and keeps it, in place of an older one of its name.
 *
 * @returns whether there was an older one
 */
export const setSecret = (
  file: string,
  { name, text, ring }: { readonly name: string; readonly text: string; readonly ring: KeyRing },
): Promise<boolean> =>
  withLock(file, async () => {
    const secrets = readSecretsFile(file);
    const sealed = seal(name, text, ring[0]);
    await writePrivately(file, secretsText({ ...secrets, [name]: sealed }));
    return findSecret(secrets, name) !== undefined;
  });
