import { setTimeout as sleep } from 'node:timers/promises';
import type { PidLedger, RecordedChild } from './pid-ledger.js';
import { isAlive } from './process-identity.js';
import type { Progress } from './progress.js';

const GRACE_MS = 10_000;

/** Ends what a crashed run left behind: politely first, so that the databases close well. */
export async function endOrphans(
  orphans: RecordedChild[],
  ledger: PidLedger,
  progress: Progress,
): Promise<void> {
  if (orphans.length === 0) return;
  const names = orphans.map(({ name, pid }) => `${name} (${pid})`).join(', ');
  progress.line(`An earlier run left processes behind, ending them: ${names}`);
  await Promise.all(
    orphans.map(async (orphan) => {
      await endProcess(orphan);
      ledger.remove(orphan.pid);
    }),
  );
}

async function endProcess(child: RecordedChild): Promise<void> {
  signalIfAlive(child, child.stopSignal);
  const deadline = performance.now() + GRACE_MS;
  while (isAlive(child) && performance.now() < deadline) await sleep(50);
  signalIfAlive(child, 'SIGKILL');
  while (isAlive(child)) await sleep(50);
}

function signalIfAlive(child: RecordedChild, signal: NodeJS.Signals): void {
  if (isAlive(child)) process.kill(child.pid, signal);
}
