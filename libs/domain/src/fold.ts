import type { Bucket } from './bucket.js';
import type { Quantity } from './quantity.js';
import { admit, type RowGuard } from './row-version.js';
import type { StockEvent } from './stock-event.js';

/** What one row, by one rule, adds to an item now. Kept after the row is gone, so replays stay harmless. */
export interface Contribution {
  readonly location: string;
  readonly bucket: Bucket | null;
  readonly quantity: Quantity;
  readonly guard: RowGuard;
}

/** A bucket at a location rises or falls by so much. */
export interface Move {
  readonly location: string;
  readonly bucket: Bucket;
  readonly by: Quantity;
}

export interface Outcome {
  readonly contribution: Contribution;
  readonly moves: readonly Move[];
  /** whether the event belongs in the ledger: it moved stock, stated it first, or names a cause */
  readonly recorded: boolean;
}

/**
 * Folds one event over what its row contributed before.
 *
 * @returns undefined when the event is a duplicate or stale (promises I2, I3)
 */
export function applyEvent(
  current: Contribution | undefined,
  event: StockEvent,
): Outcome | undefined {
  const guard = admit(current?.guard, event.version);
  if (!guard) return undefined;
  const { location, bucket, quantity } = event;
  const contribution = { location, bucket, quantity, guard };
  const moves = movesBetween(current, contribution);
  const statedFirst = current === undefined && !event.retracted;
  return { contribution, moves, recorded: bucket === null || statedFirst || moves.length > 0 };
}

function movesBetween(before: Contribution | undefined, after: Contribution): readonly Move[] {
  const samePlace = before?.location === after.location && before.bucket === after.bucket;
  if (samePlace) return moveOf(after, after.quantity - before.quantity);
  return [...(before ? moveOf(before, -before.quantity) : []), ...moveOf(after, after.quantity)];
}

const moveOf = ({ location, bucket }: Contribution, by: Quantity): readonly Move[] =>
  bucket === null || by === 0n ? [] : [{ location, bucket, by }];
