import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dockerIfItAnswers, removeVolumes } from './containers/docker.js';
import { knownStackId } from './containers/stack-id.js';
import { endLeftovers } from './leftovers.js';
import { PidLedger, readLedger } from './pid-ledger.js';
import { isAlive } from './process-identity.js';
import { Progress } from './progress.js';

/**
 * Ends what a crashed run left running: processes and containers. Its data stay.
 * @throws StackError when a living process owns the folder
 */
export async function endCrashedStack(dataDir: string, progress: Progress): Promise<void> {
  const claim = PidLedger.claim(dataDir);
  try {
    await endLeftovers(dataDir, claim, progress);
  } finally {
    claim.ledger.release();
  }
}

/**
 * Deletes a stopped or crashed stack's data, those in Docker's volumes included.
 * @throws StackError when a living process owns the folder
 */
export async function removeStack(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  await endCrashedStack(dataDir, new Progress());
  const id = knownStackId(dataDir);
  const docker = id === undefined ? undefined : await dockerIfItAnswers();
  if (id !== undefined && docker !== undefined) await removeVolumes(docker.dockerode, id);
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
