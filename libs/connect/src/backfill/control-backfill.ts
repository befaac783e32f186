import { packFolder, type Policy, type Settings } from '#config';
import { loadPack } from '#mapping';
import { endBackfill, readBackfills, recordAction, setPaced, type Backfill } from '#storage';
import type { DataSource } from 'typeorm';
import { ConnectClient } from '../connect-client.js';
import { BackfillError } from './backfill-error.js';
import { controlSignal } from './signal.js';
import { SourceSignals } from './source-signals.js';

type Control = 'pause' | 'resume' | 'stop';

/** The states of a backfill in which each of them means something; the stages may have paused it already. */
const POSSIBLE: Readonly<Record<Control, readonly Backfill['state'][]>> = {
  pause: ['asked', 'running', 'paused'],
  resume: ['paused'],
  stop: ['asked', 'running', 'paused'],
};

export interface ControlRequest {
  readonly source: string;
  readonly what: Control;
  readonly reason: string;
  readonly askedBy: string;
  /** of the API key that was shown; left out: it was no call of the API */
  readonly keyId?: string | undefined;
}

/**
 * Tells the connector to pause, to go on with or to end the source's backfill. What it has read already
 * still comes.
 *
 * @throws BackfillError when there is nothing to be told
 */
export async function controlBackfill(
  dataSource: DataSource,
  settings: Pick<Settings, 'connectUrl' | 'kafkaBrokers' | 'namespace' | 'configFile'>,
  policy: Policy,
  { source, what, reason, askedBy, keyId }: ControlRequest,
): Promise<Backfill> {
  const known = policy.sources[source];
  if (!known) throw new BackfillError(`The policy has no source ${source}`);
  const [newest] = await readBackfills(dataSource, source, 1);
  if (!newest || !POSSIBLE[what].includes(newest.state)) {
    const found = newest ? `the newest one is ${newest.state}` : 'there was none';
    throw new BackfillError(`There is no backfill of ${source} to ${what}: ${found}.`);
  }
  const client = new ConnectClient(settings.connectUrl);
  const pack = loadPack(packFolder(known.pack, settings.configFile));
  const signalled = { id: source, pack, policy: known };
  const signals = new SourceSignals(client, settings.kafkaBrokers, signalled, settings.namespace);
  await signals.checkListening();
  await signals.send(controlSignal(newest.id, what));
  // from here on a person decides
  await setPaced(dataSource.manager, newest.id, false);
  // a connector that began anew knows of none, and would never say that it has stopped
  if (what === 'stop') await endBackfill(dataSource, newest.id, 'stopped', null);
  await recordAction(dataSource, {
    actor: askedBy,
    keyId,
    action: `backfill.${what}`,
    subject: source,
    reason,
    details: { id: newest.id },
  });
  return newest;
}
