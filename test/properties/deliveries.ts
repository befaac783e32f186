import fc from 'fast-check';
import type { StockEvent } from '#domain';

/** Events in the order in which they come, and where the stage cuts them into batches. */
export interface Delivery {
  readonly events: readonly StockEvent[];
  readonly cuts: readonly number[];
}

/**
 * Any order that keeps the order of each row within each item, which is all that Kafka keeps, with
 * stretches that come again and single events that come once more, long after newer ones, cut into
 * batches anywhere.
 */
export const deliveries = (events: readonly StockEvent[]): fc.Arbitrary<Delivery> =>
  fc
    .record({
      draws: fc.array(fc.nat(), { minLength: events.length, maxLength: events.length }),
      rewinds: fc.array(fc.nat({ max: Math.max(0, events.length - 1) }), { maxLength: 3 }),
      echoes: fc.array(fc.nat({ max: Math.max(0, events.length - 1) }), { maxLength: 3 }),
      cuts: fc.array(fc.nat({ max: 3 * events.length }), { maxLength: 6 }),
    })
    .map(({ draws, rewinds, echoes, cuts }) => {
      const order = interleaved(events, draws);
      const again = rewinds.flatMap((from) => order.slice(from));
      const late = echoes.flatMap((at) => order[at] ?? []);
      return { events: [...order, ...again, ...late], cuts };
    });

function interleaved(events: readonly StockEvent[], draws: readonly number[]): StockEvent[] {
  const queues = new Map<string, StockEvent[]>();
  for (const event of events) {
    const id = `${event.row.key}|${event.sku}`;
    queues.set(id, [...(queues.get(id) ?? []), event]);
  }
  return draws.flatMap((draw) => {
    const open = [...queues.values()].filter((queue) => queue.length > 0);
    return open[draw % open.length]?.splice(0, 1) ?? [];
  });
}

export function batchesOf({ events, cuts }: Delivery): readonly (readonly StockEvent[])[] {
  const ends = [...new Set([...cuts, events.length])].toSorted((a, b) => a - b);
  return ends.map((end, at) => events.slice(ends[at - 1] ?? 0, end));
}
