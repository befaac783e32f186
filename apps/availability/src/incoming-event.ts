import {
  toDomainEvent,
  decodeSourceRepaired,
  decodeStockEvent,
  isSourceRepaired,
  PoisonMessageError,
  type SourceRepairedV1,
  type StockEventV1,
} from '#contracts';
import type { StockEvent } from '#domain';
import type { Poison, RawBatch } from '#messaging';

/** A stock event as it came, and as the domain sees it. */
export interface IncomingEvent {
  readonly event: StockEvent;
  readonly message: StockEventV1;
  readonly inputOffset: bigint;
}

export interface ReadBatch {
  readonly partition: number;
  readonly incoming: readonly IncomingEvent[];
  readonly poisons: readonly Poison[];
  /** sources that a snapshot has stated anew, whole */
  readonly repaired: readonly Repaired[];
}

export interface Repaired {
  readonly word: SourceRepairedV1;
  readonly inputOffset: bigint;
}

/** Parses a batch once, at the edge; what can never work goes to the poisons (promise I8). */
export function readEvents({ topic, partition, messages }: RawBatch): ReadBatch {
  const incoming: IncomingEvent[] = [];
  const poisons: Poison[] = [];
  const repaired: Repaired[] = [];
  for (const raw of messages) {
    try {
      if (isSourceRepaired(raw.headers)) {
        repaired.push({ word: decodeSourceRepaired(raw.value), inputOffset: raw.offset });
        continue;
      }
      const message = decodeStockEvent(raw.value);
      const event = toDomainEvent(raw.headers['ce_id'], message);
      incoming.push({ event, message, inputOffset: raw.offset });
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      poisons.push({ message: { ...raw, topic, partition }, error });
    }
  }
  return { partition, incoming, poisons, repaired };
}
