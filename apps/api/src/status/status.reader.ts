import { POLICY, type Policy } from '#config';
import { Inject, Injectable } from '@nestjs/common';
import { alerts } from '../alerts/alert.queries.js';
import { toAlert } from '../alerts/to-alert.js';
import type { ChannelStatus } from '../channels/channel.schema.js';
import { ChannelsReader } from '../channels/channels.reader.js';
import { ReadDatabase, type Db } from '../database/read-database.js';
import { ageOrNull, iso, isoOrNull } from '../format/instants.js';
import { recent } from '../format/recent.js';
import { parkedCounts } from '../parked/parked.queries.js';
import type { SourceStatus } from '../sources/source.schema.js';
import { SourcesReader } from '../sources/sources.reader.js';
import { waitingSummary } from '../waiting/waiting.queries.js';
import { BacklogReader } from './backlog.reader.js';
import { delays, progress } from './stage.queries.js';
import { describeStages } from './stages.js';
import type { Status } from './status.schema.js';

const KEEP_MS = 500;
const KEEP_DELAYS_MS = 2_000;
const DELAYS_OVER_SECONDS = 300;

/** Whether everything is well at a glance, and what is not. */
@Injectable()
export class StatusReader {
  constructor(
    private readonly database: ReadDatabase,
    private readonly sources: SourcesReader,
    private readonly channels: ChannelsReader,
    private readonly backlogs: BacklogReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  readonly read = recent(KEEP_MS, () => this.look());

  private readonly delays = recent(KEEP_DELAYS_MS, () =>
    this.database.snapshot((db) => delays(db, DELAYS_OVER_SECONDS)),
  );

  private async look(): Promise<Status> {
    const [facts, delays, sources, channels] = await Promise.all([
      this.database.snapshot(readFacts),
      this.delays(),
      this.sources.read(),
      this.channels.read(),
    ]);
    const backlogs = await this.backlogs.read(facts.progress);
    const now = new Date();
    const { waiting, parked } = facts;
    const open = facts.open.map(toAlert);
    const parkedCount = parked.reduce((sum, { count }) => sum + count, 0);
    return {
      at: iso(now),
      policyVersion: this.policy.policyVersion,
      state:
        open.some(({ silence }) => silence === null) ||
        parkedCount > 0 ||
        needsAttention(sources, channels)
          ? 'attention'
          : 'ok',
      sources,
      stages: describeStages({ ...facts, delays, sources, channels, backlogs }),
      waiting: {
        count: waiting.count,
        oldestSince: isoOrNull(waiting.oldest_since),
        oldestAgeSeconds: ageOrNull(waiting.oldest_since, now),
      },
      parked: {
        count: parkedCount,
        byCode: parked.map(({ newest_at, ...row }) => ({ ...row, newestAt: iso(newest_at) })),
      },
      channels,
      alerts: open,
    };
  }
}

const readFacts = async (db: Db) => ({
  progress: await progress(db),
  waiting: await waitingSummary(db),
  parked: await parkedCounts(db),
  open: await alerts(db, true),
});

const needsAttention = (
  sources: readonly SourceStatus[],
  channels: readonly ChannelStatus[],
): boolean =>
  sources.some(({ stale }) => stale) ||
  channels.some(({ items, lease }) => items > 0 && (lease?.expired ?? true));
