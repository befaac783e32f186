import type { PublicationV1 } from '#contracts';
import { Metrics } from '#observability';
import { Logger } from '@nestjs/common';
import { expect, it } from 'vitest';
import { MetricsTelemetry } from './metrics-telemetry.js';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();

const publication = (outcome: PublicationV1['outcome'], answered: number): PublicationV1 => ({
  channel: 'bazaar',
  sku: 'A',
  version: 1,
  quantity: 2,
  outcome,
  reason: null,
  recordedAt: at(0),
  sentAt: at(2),
  answeredAt: at(answered),
});

it('measures from the commit until the marketplace took a number, and until it was shown', async () => {
  const metrics = new Metrics();
  const clock = () => new Date(at(3));
  const telemetry = new MetricsTelemetry(metrics, new Logger('test'), clock, { count: () => {} });
  telemetry.taken('bazaar', [at(0), at(1)]);
  telemetry.answered([
    publication('applied', 4),
    publication('confirmed', 20),
    publication('rejected', 50),
  ]);
  const text = await metrics.scrape();
  const of = (stage: string) => `{stage="${stage}",channel="bazaar"}`;
  expect(text).toContain(`inv_event_lag_seconds_sum${of('pushed')} 5`);
  expect(text).toContain(`inv_event_lag_seconds_sum${of('acknowledged')} 24`);
  expect(text).toContain(`inv_event_lag_seconds_count${of('acknowledged')} 2`);
  expect(text).toContain('inv_push_total{channel="bazaar",outcome="rejected"} 1');
});
