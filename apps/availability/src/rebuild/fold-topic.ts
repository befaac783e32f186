import { systemClock, type Policy } from '#config';
import { BatchConsumer, readProgress, type LogSpan, type RawBatch } from '#messaging';
import { Logger } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { ApplyBatches, AVAILABILITY } from '../apply-batches.js';
import { plainTerms } from '../terms/policy-terms.js';
import { RepeatedMarks } from './repeated-marks.js';

/** The topic no longer holds what the state was made from. */
export class RebuildError extends Error {
  override name = 'RebuildError';
}

export interface Folding {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly groupPrefix: string;
  /** by partition, the offset to stop before */
  readonly targets: ReadonlyMap<number, bigint>;
  /** where the state is built */
  readonly dataSource: DataSource;
  /** what says where the live state forgot movements */
  readonly live: EntityManager;
  readonly policy: Policy;
  /** called with the offsets passed since the beginning, of all partitions, and how many there are */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Folds a topic into the tables of a connection with the code of the availability stage, from where these
 * tables have come to up to the targets, and not beyond.
 *
 * @throws RebuildError when the topic does not begin at its first event any more
 */
export async function foldTopic(folding: Folding): Promise<void> {
  const { live, dataSource, targets } = folding;
  const run = new FoldRun(folding, await RepeatedMarks.read(live, dataSource, targets));
  await run.begin();
  if (!run.isAtEnd()) await run.toEnd();
}

class FoldRun {
  private readonly reached = new Map<number, bigint>();
  private readonly apply: ApplyBatches;

  constructor(
    private readonly folding: Folding,
    private readonly marks: RepeatedMarks,
  ) {
    this.apply = new ApplyBatches(folding.dataSource, {
      current: () => ({ ...plainTerms(folding.policy), now: systemClock() }),
    });
  }

  async begin(): Promise<void> {
    const { topic, targets, dataSource } = this.folding;
    for (const partition of targets.keys()) {
      const at = { topic, partition };
      const { applied } = await readProgress(dataSource.manager, AVAILABILITY, at);
      this.reached.set(partition, applied);
      await this.marks.repeatUpTo(partition, applied);
    }
  }

  isAtEnd(): boolean {
    return [...this.folding.targets].every(
      ([partition, target]) => (this.reached.get(partition) ?? 0n) >= target,
    );
  }

  async toEnd(): Promise<void> {
    const { kafka, groupPrefix } = this.folding;
    const groupId = `${groupPrefix}${randomUUID()}`;
    let stop: () => Promise<void> = () => Promise.resolve();
    try {
      await new Promise<void>((resolve, reject) => {
        const consumer = this.consumerOf(groupId, resolve, reject);
        stop = () => consumer.stop();
        consumer.start().catch(reject);
      });
    } finally {
      await stop();
      await deleteGroup(kafka, groupId);
    }
  }

  private consumerOf(
    groupId: string,
    done: () => void,
    failed: (error: unknown) => void,
  ): BatchConsumer {
    const spec = {
      groupId,
      topics: [this.folding.topic],
      commitsHints: false,
      startFrom: (span: LogSpan) => Promise.resolve().then(() => this.startFrom(span)),
    };
    const handle = async (batches: readonly RawBatch[]) => {
      await this.fold(batches);
      if (this.isAtEnd()) done();
    };
    return new BatchConsumer(this.folding.kafka, spec, handle, new Logger('Rebuild'), failed);
  }

  private startFrom({ partition, low }: LogSpan): bigint {
    const from = this.reached.get(partition) ?? 0n;
    if (low > from && from < this.targetOf(partition)) {
      throw new RebuildError(
        `${this.folding.topic}/${partition} begins at offset ${low}, but ${from} is needed: retention removed events, so the state cannot be built from this topic. Keep the topic for longer (retention.ms) in future.`,
      );
    }
    return from;
  }

  private async fold(batches: readonly RawBatch[]): Promise<void> {
    const due = batches.flatMap((batch) => this.upToTarget(batch) ?? []);
    if (due.length === 0) return;
    for (const parts of this.marks.cut(due)) {
      await this.apply.handle(parts, () => 0n);
      for (const { partition, nextOffset } of parts) {
        this.reached.set(partition, nextOffset);
        await this.marks.repeatUpTo(partition, nextOffset);
      }
    }
    const sum = (offsets: Iterable<bigint>) => Number([...offsets].reduce((a, b) => a + b, 0n));
    this.folding.onProgress(sum(this.reached.values()), sum(this.folding.targets.values()));
  }

  private upToTarget(batch: RawBatch): RawBatch | undefined {
    const target = this.targetOf(batch.partition);
    if ((this.reached.get(batch.partition) ?? 0n) >= target) return undefined;
    if (batch.nextOffset <= target) return batch;
    const messages = batch.messages.filter(({ offset }) => offset < target);
    return { ...batch, messages, nextOffset: target };
  }

  private targetOf(partition: number): bigint {
    return this.folding.targets.get(partition) ?? 0n;
  }
}

/** The group was for this one reading; an empty one would go away by itself, later. */
async function deleteGroup(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
}
