import { ConfigError, type Problem } from '../problem.js';
import type { KeyRing } from './key-ring.js';
import { seal, unseal, type SealedSecret } from './sealed-secret.js';
import { readSecretsFile, secretsText, type Secrets } from './secrets-file.js';
import { tellUnopened } from './tell-unopened.js';
import { withLock } from './with-lock.js';
import { writePrivately } from './write-privately.js';

export interface Rotated {
  /** with which everything is encrypted now */
  readonly keyId: string;
  /** how many secrets were encrypted with which key before */
  readonly before: Readonly<Record<string, number>>;
  /** keys that are there and that nothing in the file needs */
  readonly spare: readonly string[];
}

/**
 * Encrypts with the first key what another one has encrypted. All secrets are tried first; run again, it
 * changes nothing.
 *
 * @throws ConfigError naming every secret that cannot be decrypted; nothing is changed then
 */
export const rotateSecrets = (file: string, ring: KeyRing): Promise<Rotated> =>
  withLock(file, async () => {
    const secrets = readSecretsFile(file);
    const rotated = sealAnew(file, secrets, ring);
    const [{ id }, ...others] = ring;
    const before = countByKey(secrets);
    const isCurrent = Object.keys(before).every((keyId) => keyId === id);
    if (!isCurrent) await writePrivately(file, secretsText(rotated));
    return { keyId: id, before, spare: others.map((key) => key.id) };
  });

function sealAnew(file: string, secrets: Secrets, ring: KeyRing): Secrets {
  const problems: Problem[] = [];
  const rotated: Record<string, SealedSecret> = {};
  for (const [name, sealed] of Object.entries(secrets)) {
    const opened = unseal(name, sealed, ring);
    if (opened.kind !== 'opened') {
      const place = { file, line: null, column: null, path: `secrets.${name}` };
      const found = 'a secret that cannot be decrypted';
      problems.push({ ...place, found, ...tellUnopened(opened, { name, sealed, ring }) });
      continue;
    }
    rotated[name] = sealed.keyId === ring[0].id ? sealed : seal(name, opened.text, ring[0]);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return rotated;
}

function countByKey(secrets: Secrets): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { keyId } of Object.values(secrets)) count[keyId] = (count[keyId] ?? 0) + 1;
  return count;
}
