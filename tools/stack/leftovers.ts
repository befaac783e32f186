import { dockerIfItAnswers, removeContainers } from './containers/docker.js';
import { knownStackId } from './containers/stack-id.js';
import { endOrphans } from './orphans.js';
import type { PidLedger, RecordedChild } from './pid-ledger.js';
import type { Progress } from './progress.js';

/** Ends what a crashed run of this folder left running: processes and containers. Its data stay. */
export async function endLeftovers(
  dataDir: string,
  { ledger, orphans }: { ledger: PidLedger; orphans: RecordedChild[] },
  progress: Progress,
): Promise<void> {
  await endOrphans(orphans, ledger, progress);
  const id = knownStackId(dataDir);
  // Where Docker does not answer, none of its containers runs.
  const docker = id === undefined ? undefined : await dockerIfItAnswers();
  if (id !== undefined && docker !== undefined) await removeContainers(docker.dockerode, id);
}
