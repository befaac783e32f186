import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endOrphans } from './orphans.js';
import { PidLedger, readLedger } from './pid-ledger.js';
import { isAlive } from './process-identity.js';
import { Progress } from './progress.js';

/**
 * Deletes a stack's data folder, ending first what a crashed run left running in it.
 * @throws StackError when a living process owns the folder
 */
export async function removeStack(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const { ledger, orphans } = PidLedger.claim(dataDir);
  await endOrphans(orphans, ledger, new Progress());
  rmSync(dataDir, { recursive: true, force: true });
}

/** Removes the folders below `parent` that crashed runs left behind: named so, and without an owner. */
export async function removeCrashedStacks(parent: string, prefix: string): Promise<void> {
  if (!existsSync(parent)) return;
  const folders = readdirSync(parent).filter((name) => name.startsWith(prefix));
  for (const folder of folders.map((name) => path.join(parent, name))) {
    const owner = readLedger(folder)?.owner;
    if (owner !== undefined && !isAlive(owner)) await removeStack(folder);
  }
}
