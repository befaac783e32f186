import { POLICY, SETTINGS, type Policy, type Settings } from '#config';
import { cdcPrefixes, topicsOf } from '#contracts';
import { consumerStatus, WINDOW, worstStatus, type ConsumerLook } from '#domain';
import { Metrics } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EndOffsets, type PartitionEnds } from './end-offsets.js';
import { storedProgress, type StoredProgress } from './stored-progress.js';

/** A stage with one topic that it reads. */
interface Consumer {
  readonly stage: string;
  readonly topic: string;
  readonly progress: readonly StoredProgress[];
  readonly now: number;
}

/** Looks at how each stage reads its topics, and remembers the last looks. */
@Injectable()
export class ConsumerWatch {
  private readonly topics: readonly string[];
  private windows: ReadonlyMap<string, readonly ConsumerLook[]> = new Map();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(EndOffsets) private readonly ends: Pick<EndOffsets, 'of'>,
    private readonly metrics: Metrics,
    @Inject(POLICY) { sources }: Pick<Policy, 'sources'>,
    @Inject(SETTINGS) { namespace }: Pick<Settings, 'namespace'>,
  ) {
    const captured = cdcPrefixes(Object.keys(sources), namespace);
    this.topics = [
      ...Object.values(captured),
      ...Object.values<string>({ ...topicsOf(namespace) }),
    ];
  }

  /** @throws what the database or the client says when one does not answer; nothing is shown then */
  async look(): Promise<void> {
    try {
      const consumers = consumersOf(await storedProgress(this.dataSource.manager, this.topics));
      const ends = await this.ends.of([...new Set(consumers.map(({ topic }) => topic))]);
      this.show(consumers, ends);
    } catch (error) {
      this.metrics.show({ consumerStatus: [], consumerLag: [] });
      throw error;
    }
  }

  private show(
    consumers: readonly Consumer[],
    ends: ReadonlyMap<string, readonly PartitionEnds[]>,
  ): void {
    const windows = new Map<string, readonly ConsumerLook[]>();
    const judged = consumers.flatMap((consumer) => {
      const { stage, topic, now } = consumer;
      const partitions = ends.get(topic);
      if (!partitions) return [];
      const looks = partitions.map((held) => {
        const key = JSON.stringify([stage, topic, held.partition]);
        const window = [...(this.windows.get(key) ?? []), lookAt(consumer, held)].slice(-WINDOW);
        windows.set(key, window);
        return window;
      });
      const status = worstStatus(looks.map((window) => consumerStatus(window, now)));
      const lag = looks.reduce((sum, window) => sum + Number(window.at(-1)?.lag ?? 0n), 0);
      return [{ labels: { stage, topic }, status, lag }];
    });
    this.windows = windows;
    this.metrics.show({
      consumerStatus: judged.map(({ labels, status }) => ({
        labels: { ...labels, status },
        value: 1,
      })),
      consumerLag: judged.map(({ labels, lag }) => ({ labels, value: lag })),
    });
  }
}

/** A partition that a stage has never read anything of is one that it reads, and has stored nothing of. */
function lookAt({ progress }: Consumer, { partition, low, high }: PartitionEnds): ConsumerLook {
  const stored = progress.find((row) => row.partition === partition);
  const offset = stored && stored.applied > low ? stored.applied : low;
  return { offset, storedAt: stored?.storedAt ?? 0, lag: high > offset ? high - offset : 0n };
}

function consumersOf(rows: readonly StoredProgress[]): readonly Consumer[] {
  const consumers = new Map<string, Consumer>();
  for (const row of rows) {
    const { stage, topic, now } = row;
    const key = JSON.stringify([stage, topic]);
    const progress = [...(consumers.get(key)?.progress ?? []), row];
    consumers.set(key, { stage, topic, now, progress });
  }
  return [...consumers.values()];
}
