import { findSecret, readSecretsFile, secretsText } from './secrets-file.js';
import { withLock } from './with-lock.js';
import { writePrivately } from './write-privately.js';

/** @returns false when there is no such secret */
export const removeSecret = (file: string, name: string): Promise<boolean> =>
  withLock(file, async () => {
    const secrets = readSecretsFile(file);
    if (!findSecret(secrets, name)) return false;
    const others = Object.entries(secrets).filter(([other]) => other !== name);
    await writePrivately(file, secretsText(Object.fromEntries(others)));
    return true;
  });
