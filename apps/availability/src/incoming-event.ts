import { decodeStockEvent, PoisonMessageError, type StockEventV1 } from '#contracts';
import type { StockEvent } from '#domain';
import type { Poison, RawBatch, RawMessage } from '#messaging';
import { toDomainEvent } from './to-domain-event.js';

/** A stock event as it came, and as the domain sees it. */
export interface IncomingEvent {
  readonly event: StockEvent;
  readonly message: StockEventV1;
  readonly inputOffset: bigint;
}

/** Parses a batch once, at the edge; what can never work goes to the poisons (promise I8). */
export function readEvents(
  batch: RawBatch,
  messages: readonly RawMessage[],
): { incoming: readonly IncomingEvent[]; poisons: readonly Poison[] } {
  const incoming: IncomingEvent[] = [];
  const poisons: Poison[] = [];
  for (const raw of messages) {
    try {
      const message = decodeStockEvent(raw.value);
      const event = toDomainEvent(raw.headers['ce_id'], message);
      incoming.push({ event, message, inputOffset: raw.offset });
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      const { topic, partition } = batch;
      poisons.push({ message: { ...raw, topic, partition }, error });
    }
  }
  return { incoming, poisons };
}
