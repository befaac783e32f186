import type { Logger } from '@nestjs/common';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConsumerSpec } from './consumer-spec.js';
import { OffsetHints } from './offset-hints.js';
import { PartitionStarts } from './partition-starts.js';
import type { RawBatch } from './raw-batch.js';
import { toRawBatch } from './to-raw-batch.js';
import { isTransient } from './transient.js';

export type HandleBatch = (batch: RawBatch) => Promise<void>;

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;
const FETCH_WAIT_MS = 1_000;

/** One consumer group member that hands whole partitions' batches to one handler. */
export class BatchConsumer {
  private readonly consumer: Consumer;
  private readonly admin: Admin;
  private readonly starts: PartitionStarts;
  private readonly hints: OffsetHints;
  private closing = false;

  constructor(
    kafka: Kafka,
    private readonly spec: ConsumerSpec,
    private readonly handle: HandleBatch,
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
    this.starts = new PartitionStarts(this.consumer, this.admin, spec);
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
      partitionsConsumedConcurrently: this.spec.concurrency,
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
    await this.handleUntilDone(toRawBatch(payload, from, alive), beat);
    if (alive()) {
      payload.resolveOffset(batch.lastOffset());
      this.hints.note(batch.topic, batch.partition, BigInt(batch.lastOffset()) + 1n);
    }
    await beat();
    if (lost !== undefined) throw asError(lost);
  }

  private async handleUntilDone(batch: RawBatch, beat: () => Promise<unknown>): Promise<void> {
    for (let wait = FIRST_RETRY_MS; batch.alive(); wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        return await this.handle(batch);
      } catch (error) {
        if (!isTransient(error)) return this.giveUp(batch, error);
        const where = `${batch.topic}/${batch.partition}`;
        this.logger.warn(`${where} is tried again in ${wait} ms: ${String(error)}`);
        await pause(wait);
        await beat();
      }
    }
  }

  /** A bug: nothing of the batch is stored, so the process ends rather than go on without it (I1). */
  private giveUp(batch: RawBatch, error: unknown): never {
    const first = batch.messages[0]?.offset ?? batch.nextOffset;
    const failure = new Error(
      `${batch.topic}/${batch.partition}, offsets ${first} to ${batch.nextOffset - 1n}`,
      { cause: error },
    );
    this.fail(failure);
    throw failure;
  }
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
