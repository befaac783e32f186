import type { ChannelStatus } from '../channels/channel.schema.js';
import type { SourceStatus } from '../sources/source.schema.js';
import type { Backlogs } from './backlog.reader.js';
import type { StageStatus } from './status.schema.js';

export type StageLag = Pick<StageStatus, 'lagSeconds' | 'basis'>;

/**
 * The way database → connector → Kafka → normalizer as heartbeats measure it (promise I9): how long the
 * newest one took, or, once beats stay away, how long ago the newest was written.
 */
export function normalizerLag(sources: readonly SourceStatus[]): StageLag {
  const unheard = sources.filter(({ heartbeat }) => !heartbeat).map(({ source }) => source);
  const heard = sources.flatMap(({ source, stale, heartbeat }) => {
    if (!heartbeat) return [];
    const { ageSeconds, travelSeconds } = heartbeat;
    return [{ source, lag: stale ? ageSeconds + travelSeconds : travelSeconds }];
  });
  const missing = unheard.length > 0 ? `; never heard: ${unheard.join(', ')}` : '';
  const slowest = heard.toSorted((a, b) => b.lag - a.lag)[0];
  if (!slowest) return { lagSeconds: null, basis: `no heartbeat has arrived yet${missing}` };
  return {
    lagSeconds: slowest.lag,
    basis: `way of the newest heartbeat from ${slowest.source}, the slowest source${missing}`,
  };
}

export function availabilityLag(backlogs: Backlogs | null): StageLag {
  if (!backlogs)
    return { lagSeconds: null, basis: 'Kafka gave no offsets in time, or has no such topic yet' };
  if (backlogs.availability === 0) return { lagSeconds: 0, basis: 'nothing waits on Kafka' };
  return {
    lagSeconds: backlogs.oldestStockEventSeconds,
    basis: 'age of the oldest stock event on Kafka that is not applied, at least',
  };
}

export function publisherLag(channels: readonly ChannelStatus[]): StageLag {
  const waiting = channels.filter((channel) => channel.oldestUnacknowledgedAgeSeconds !== null);
  const oldest = waiting.toSorted(
    (a, b) => (b.oldestUnacknowledgedAgeSeconds ?? 0) - (a.oldestUnacknowledgedAgeSeconds ?? 0),
  )[0];
  if (!oldest) return { lagSeconds: 0, basis: 'every number is acknowledged or refused' };
  return {
    lagSeconds: oldest.oldestUnacknowledgedAgeSeconds,
    basis: `age of the oldest number that ${oldest.channel}, the slowest channel, has not acknowledged`,
  };
}
