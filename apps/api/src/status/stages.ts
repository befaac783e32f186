import type { ChannelStatus } from '../channels/channel.schema.js';
import { isoOrNull } from '../format/instants.js';
import type { ParkedCountRow } from '../parked/parked.queries.js';
import type { SourceStatus } from '../sources/source.schema.js';
import type { Backlogs } from './backlog.reader.js';
import { availabilityLag, normalizerLag, publisherLag, type StageLag } from './stage-lag.js';
import type { DelayRow, ProgressRow } from './stage.queries.js';
import type { StageStatus } from './status.schema.js';

export interface StageFacts {
  readonly progress: readonly ProgressRow[];
  readonly delays: readonly DelayRow[];
  readonly parked: readonly ParkedCountRow[];
  readonly sources: readonly SourceStatus[];
  readonly channels: readonly ChannelStatus[];
  /** null: the broker did not answer */
  readonly backlogs: Backlogs | null;
}

/** The stages in the order of the data's way. */
export function describeStages(facts: StageFacts): StageStatus[] {
  const { sources, channels, backlogs } = facts;
  const pending = channels.reduce((sum, channel) => sum + channel.pending, 0);
  return [
    describe('normalizer', facts, normalizerLag(sources), backlogs?.normalizer ?? null),
    describe('availability', facts, availabilityLag(backlogs), backlogs?.availability ?? null),
    describe('publisher', facts, publisherLag(channels), pending),
  ];
}

const describe = (
  stage: StageStatus['stage'],
  { progress, delays, parked, channels }: StageFacts,
  lag: StageLag,
  backlog: number | null,
): StageStatus => ({
  stage,
  ...lag,
  delay: delayOf(delays.find((row) => row.stage === stage)),
  backlog,
  lastProgressAt: newest([
    ...progress.filter((row) => row.stage === stage).map((row) => isoOrNull(row.updated_at)),
    ...(stage === 'publisher' ? channels.map((channel) => channel.lastAcknowledgedAt) : []),
  ]),
  parked: parked.reduce((sum, row) => (row.stage === stage ? sum + row.count : sum), 0),
});

const delayOf = (row: DelayRow | undefined): StageStatus['delay'] =>
  row ? { p50Seconds: row.p50, p95Seconds: row.p95, maxSeconds: row.max, count: row.count } : null;

/** ISO 8601 in UTC sorts as text. */
const newest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .toSorted()
    .at(-1) ?? null;
