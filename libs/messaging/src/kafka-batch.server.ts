import { inSpan, processing } from '#observability';
import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { lastValueFrom } from 'rxjs';
import { BatchConsumer } from './batch-consumer.js';
import type { ConsumerSpec } from './consumer-spec.js';
import type { RawBatch } from './raw-batch.js';
import { TRACEPARENT } from './traced-records.js';

/** Each batch handler's name (its `@EventPattern`) → what it consumes. */
export type ConsumerSpecs = Readonly<Record<string, ConsumerSpec>>;

/** Ends the process so that its supervisor starts it anew: state and progress are in the database. */
const endProcess = (logger: Logger) => (error: unknown) => {
  logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (error instanceof Error && error.cause instanceof Error) logger.error(error.cause.stack);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
};

/**
 * Nest's transport for data: kafkajs `eachBatch`, raw buffers, one handler call for what a fetch brought.
 * A handler's error is retried when it is transient and ends the process otherwise.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  protected override readonly logger = new Logger(KafkaBatchServer.name);
  private consumers: BatchConsumer[] = [];

  constructor(
    private readonly kafka: Kafka,
    private readonly specs: ConsumerSpecs,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  async close(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    this.consumers = [];
  }

  on(): void {
    throw new Error('the batch transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.consumers as T;
  }

  private async start(): Promise<void> {
    for (const [name, spec] of Object.entries(this.specs)) {
      const handler = this.getHandlerByPattern(name);
      if (!handler) throw new Error(`no @EventPattern('${name}') handles the batches of ${name}`);
      const handle = async (batches: readonly RawBatch[]) => {
        const answer = this.transformToObservable(await handler(batches));
        await lastValueFrom(answer, { defaultValue: undefined });
      };
      const traced = (batches: readonly RawBatch[]) =>
        inSpan(
          () => processing(name, spec.groupId, batches),
          () => handle(batches),
          () => causesOf(batches),
        );
      this.consumers.push(
        new BatchConsumer(this.kafka, spec, traced, this.logger, endProcess(this.logger)),
      );
    }
    await Promise.all(this.consumers.map((consumer) => consumer.start()));
  }
}

/** Spans in which the messages were sent. */
const causesOf = (batches: readonly RawBatch[]): (string | undefined)[] =>
  batches.flatMap(({ messages }) => messages.map(({ headers }) => headers[TRACEPARENT]));
