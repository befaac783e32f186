import type { Clock } from '#config';
import type { PublicationV1 } from '#contracts';
import type { Metrics } from '#observability';
import type { Logger } from '@nestjs/common';
import type { RetryTally } from './retry-tally.js';
import type { PublisherTelemetry, Trouble } from './publisher-telemetry.js';

export const PUBLISHER = 'publisher';

/** Metrics for what is normal, the log for what is not. */
export class MetricsTelemetry implements PublisherTelemetry {
  constructor(
    private readonly metrics: Metrics,
    private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly retries: Pick<RetryTally, 'count'>,
  ) {}

  answered(publications: readonly PublicationV1[]): void {
    for (const { channel, outcome, recordedAt, answeredAt } of publications) {
      this.metrics.countPush(channel, outcome);
      if (outcome === 'rejected') continue;
      const lagMs = Date.parse(answeredAt) - Date.parse(recordedAt);
      this.metrics.observeLag({ stage: 'acknowledged', channel }, lagMs / 1000);
    }
  }

  taken(channel: string, recordedAts: readonly string[]): void {
    const now = this.clock().getTime();
    for (const recordedAt of recordedAts) {
      const seconds = (now - Date.parse(recordedAt)) / 1000;
      this.metrics.observeLag({ stage: 'pushed', channel }, seconds);
    }
  }

  throttleWaited(channel: string, ms: number): void {
    this.metrics.addThrottleWait(channel, ms / 1000);
  }

  oldestWaiting(channel: string, recordedAt: string | undefined): void {
    const ageMs = recordedAt === undefined ? 0 : this.clock().getTime() - Date.parse(recordedAt);
    this.metrics.setOldestUnacknowledgedAge(channel, Math.max(0, ageMs / 1000));
  }

  trouble(channel: string, kind: Trouble, reason: string, again = 0): void {
    if (again > 0) this.retries.count(channel, again);
    this.metrics.countPush(channel, kind);
    this.logger.warn(`${channel}: ${kind}, ${reason}`, { channel, code: kind });
  }

  leaseTaken(channel: string, epoch: bigint): void {
    this.logger.log(`${channel}: lease taken, epoch ${epoch}`, { channel, epoch: String(epoch) });
  }
}
