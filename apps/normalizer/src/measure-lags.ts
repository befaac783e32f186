import type { IdentifiedEvent } from '#mapping';
import type { RawBatch } from '#messaging';
import type { Metrics } from '#observability';

/**
 * How long changes were under way: from the commit in their source until the broker had them, and until they
 * were stock events. A row that a snapshot read has no commit time that tells anything of its way, and one
 * that waited for its reference, or is translated anew, came in an earlier batch: its second part only.
 */
export function measureLags(
  metrics: Pick<Metrics, 'observeLag'>,
  batches: readonly RawBatch[],
  events: readonly IdentifiedEvent[],
  now: Date,
): void {
  const arrivedMs = new Map<string, number>();
  for (const { topic, partition, messages } of batches) {
    for (const { offset, timestampMs } of messages) {
      arrivedMs.set(placeOf({ topic, partition, offset: offset.toString() }), timestampMs);
    }
  }
  for (const { event } of events) {
    const { system: source, op } = event.source;
    if (op === 'r') continue;
    const committedMs = Date.parse(event.recordedAt);
    const arrived = arrivedMs.get(placeOf(event.source));
    if (arrived !== undefined) {
      metrics.observeLag({ stage: 'broker', source }, (arrived - committedMs) / 1000);
    }
    metrics.observeLag({ stage: 'normalized', source }, (now.getTime() - committedMs) / 1000);
  }
}

const placeOf = (at: {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}): string => `${at.topic}/${at.partition}/${at.offset}`;
