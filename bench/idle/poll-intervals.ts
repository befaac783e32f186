import { ConnectClient } from '#connect';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentiles, type Percentiles } from '../support/percentiles.js';
import { delays } from '../support/sample.js';
import type { Watch } from '../support/watch-capture.js';
import { writeChanges, type Target } from '../support/write-changes.js';
import { measureUsage } from './measure-usage.js';

const IDLE_SECONDS = 20;
const WRITE_SECONDS = 10;
const SETTLE_MS = 8_000;

export interface PollResult {
  readonly pollMs: number;
  /** of the Connect worker with nothing to do */
  readonly idleCpuPercent: number;
  /** commit → plain consumer, ms */
  readonly delay: Percentiles;
}

export interface PollTrial {
  readonly connectUrl: string;
  readonly connectPid: number;
  readonly targets: readonly Target[];
  readonly watch: Watch;
  readonly changesPerSecond: number;
}

/**
 * Gives every connector another `poll.interval.ms` and measures both sides of the trade.
 *
 * @param first quantities count upwards from here
 */
export async function tryPollInterval(
  { connectUrl, connectPid, targets, watch, changesPerSecond }: PollTrial,
  pollMs: number,
  first: number,
): Promise<PollResult> {
  const connect = new ConnectClient(connectUrl);
  for (const name of await connect.connectors()) {
    const config = await connect.config(name);
    await connect.putConfig(name, { ...config, 'poll.interval.ms': String(pollMs) });
  }
  await sleep(SETTLE_MS);
  const idle = await measureUsage(new Map([['connect', connectPid]]), IDLE_SECONDS);
  const commits = await writeChanges(targets, changesPerSecond, WRITE_SECONDS, first);
  await sleep(2_000);
  return {
    pollMs,
    idleCpuPercent: idle.get('connect')?.cpuPercent ?? Number.NaN,
    delay: percentiles(delays(commits, watch.sightings)),
  };
}
