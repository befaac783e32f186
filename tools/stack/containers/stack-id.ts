import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Names the containers and volumes that belong to a data folder. It lies in the folder, so that a
 * folder which was deleted and made anew does not find the old one's data.
 */
export function stackId(dataDir: string): string {
  const known = knownStackId(dataDir);
  if (known !== undefined) return known;
  const id = randomBytes(6).toString('hex');
  writeFileSync(file(dataDir), `${id}\n`);
  return id;
}

/** Undefined if the folder never held a stack of containers. */
export function knownStackId(dataDir: string): string | undefined {
  try {
    return readFileSync(file(dataDir), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function file(dataDir: string): string {
  return path.join(dataDir, 'containers.id');
}
