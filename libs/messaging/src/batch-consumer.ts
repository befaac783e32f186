import { positionOf, type LogFields } from '#observability';
import type { Logger } from '@nestjs/common';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { ConsumerSpec } from './consumer-spec.js';
import { Gathering } from './gathering.js';
import { inHalves } from './in-halves.js';
import { newestOfEach } from './newest-of-each.js';
import { OffsetHints } from './offset-hints.js';
import { PartitionStarts } from './partition-starts.js';
import type { RawBatch } from './raw-batch.js';
import { retryTransient } from './retry-transient.js';
import { toRawBatch } from './to-raw-batch.js';

/** Batches of different partitions, at most one of each. */
export type HandleBatches = (batches: readonly RawBatch[]) => Promise<void>;

interface Assigned {
  readonly batch: RawBatch;
  readonly beat: () => Promise<unknown>;
}

const FETCH_WAIT_MS = 1_000;
/** partitions that one handler call may serve */
const MOST_GATHERED = 64;

/** One consumer group member that hands what a fetch brought, partition by partition, to one handler. */
export class BatchConsumer {
  private readonly consumer: Consumer;
  private readonly admin: Admin;
  private readonly starts: PartitionStarts;
  private readonly hints: OffsetHints;
  private readonly gathering = new Gathering<Assigned>((group) => this.handleHalves(group));
  private closing = false;

  constructor(
    kafka: Kafka,
    private readonly spec: ConsumerSpec,
    private readonly handle: HandleBatches,
    private readonly logger: Logger,
    private readonly fail: (error: unknown) => void,
  ) {
    this.consumer = kafka.consumer({
      groupId: spec.groupId,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      sessionTimeout: 15_000,
      heartbeatInterval: 3_000,
      retry: { retries: Number.MAX_SAFE_INTEGER, initialRetryTime: 100, maxRetryTime: 5_000 },
    });
    this.admin = kafka.admin();
    this.starts = new PartitionStarts(this.consumer, this.admin, spec, (where, error, waitMs) =>
      this.warn(where, error, waitMs),
    );
    this.hints = new OffsetHints(this.consumer);
  }

  async start(): Promise<void> {
    await this.admin.connect();
    await this.consumer.connect();
    this.consumer.on('consumer.group_join', ({ payload }) => {
      this.starts.assign(payload.memberAssignment, this.fail);
    });
    this.consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart && !this.closing) this.fail(payload.error);
    });
    await this.consumer.subscribe({ topics: [...this.spec.topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: MOST_GATHERED,
      eachBatch: (payload) => this.onBatch(payload),
    });
    if (this.spec.commitsHints) this.hints.start();
  }

  /** Waits for the batches under way, then leaves the group. */
  async stop(): Promise<void> {
    this.closing = true;
    await this.hints.stop();
    await this.consumer.disconnect();
    await this.admin.disconnect();
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    let lost: unknown;
    const beat = () => payload.heartbeat().catch((error: unknown) => (lost ??= error));
    const alive = () => lost === undefined && payload.isRunning() && !payload.isStale();
    const from = await this.starts.of(batch.topic, batch.partition);
    if (from === undefined || !alive()) return;
    await this.gathering.add({ batch: toRawBatch(payload, from, alive), beat });
    if (alive()) {
      payload.resolveOffset(batch.lastOffset());
      this.hints.note(batch.topic, batch.partition, BigInt(batch.lastOffset()) + 1n);
    }
    await beat();
    if (lost !== undefined) throw asError(lost);
  }

  private async handleHalves(group: readonly Assigned[]): Promise<void> {
    const halves = inHalves(byPartition(group), (own) => sum(own.map(sizeOf)));
    await Promise.all(halves.map((half) => this.handleUntilDone(half.flat())));
  }

  private async handleUntilDone(group: readonly Assigned[]): Promise<void> {
    let batches: readonly RawBatch[] = [];
    try {
      await retryTransient(
        async () => {
          batches = newestOfEach(group.map(({ batch }) => batch).filter((batch) => batch.alive()));
          if (batches.length > 0) await this.handle(batches);
        },
        (error, waitMs) => {
          const positions = batches.map(positionOf);
          this.warn(batches.map(rangeOf).join('; '), error, waitMs, { positions });
          return Promise.all(group.map(({ beat }) => beat()));
        },
      );
    } catch (error) {
      this.giveUp(batches, error);
    }
  }

  private warn(where: string, error: unknown, waitMs: number, fields: LogFields = {}): void {
    this.logger.warn(`${where}: tried again in ${waitMs} ms: ${String(error)}`, fields);
  }

  /** A bug: nothing of the batches is stored, so the process ends rather than go on without them (I1). */
  private giveUp(batches: readonly RawBatch[], error: unknown): never {
    const failure = new Error(batches.map(rangeOf).join('; '), { cause: error });
    this.fail(failure);
    throw failure;
  }
}

const rangeOf = ({ topic, partition, messages, nextOffset }: RawBatch): string =>
  `${topic}/${partition}, offsets ${messages[0]?.offset ?? nextOffset} to ${nextOffset - 1n}`;

/** Batches of one partition stay together: only one of them may be handled. */
function byPartition(group: readonly Assigned[]): readonly (readonly Assigned[])[] {
  const partitions = new Map<string, Assigned[]>();
  for (const assigned of group) {
    const place = `${assigned.batch.topic}/${assigned.batch.partition}`;
    partitions.set(place, [...(partitions.get(place) ?? []), assigned]);
  }
  return [...partitions.values()];
}

const sizeOf = ({ batch }: Assigned): number => batch.messages.length;
const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
