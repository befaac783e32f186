import { distinctPlaces, samePlace, type Place } from './place.js';
import type { Quantity } from './quantity.js';
import { isAfter, type Cut, type Stamp } from './stamp.js';
import type { StockEvent } from './stock-event.js';
import type { StockKind } from './stock-kind.js';

/** What a row of a ledger stated from one point of its history on. */
export interface Step {
  readonly effect: 'delta' | 'transition' | 'count';
  readonly kind: StockKind;
  /** the business document, as one text; null: none */
  readonly cause: string | null;
  readonly to: Place;
  /** where a transition takes the quantity from */
  readonly from: Place | null;
  readonly quantity: Quantity;
  /** the row is gone, or belongs to another item now */
  readonly retracted: boolean;
  readonly stamp: Stamp;
  /** when a count was taken, if that is not when it was written */
  readonly countedAt: string | null;
}

/** A row's steps, oldest first; the last one is what it states now. Never empty. */
export type RowHistory = readonly [Step, ...Step[]];

export const newest = (history: RowHistory): Step => history.at(-1) ?? history[0];

/** The step that a ledger's event states; undefined for rows that state levels or only name causes. */
export function stepOf(event: StockEvent): Step | undefined {
  const { effect, bucket, location, version } = event;
  if (bucket === null || effect === 'absolute' || effect === 'none') return undefined;
  return {
    effect,
    kind: event.kind,
    cause: event.cause && `${event.cause.type}/${event.cause.id}`,
    to: { location, bucket },
    from: event.from,
    quantity: event.quantity,
    retracted: event.retracted,
    stamp: {
      epoch: version.epoch,
      position: version.position ?? '',
      at: event.read ? event.occurredAt : event.recordedAt,
      read: event.read,
    },
    countedAt: event.countedAt,
  };
}

/** The history with one more step, or as it was when the row states nothing new. */
export function withStep(history: RowHistory | undefined, step: Step): RowHistory {
  if (!history) return [step];
  return statesTheSame(newest(history), step) ? history : [...history, step];
}

function statesTheSame(one: Step, other: Step): boolean {
  const samePlaces =
    samePlace(one.to, other.to) &&
    (one.from && other.from ? samePlace(one.from, other.from) : one.from === other.from);
  return (
    samePlaces &&
    one.effect === other.effect &&
    one.kind === other.kind &&
    one.cause === other.cause &&
    one.quantity === other.quantity &&
    one.retracted === other.retracted &&
    one.countedAt === other.countedAt
  );
}

export const placesOf = (history: RowHistory): readonly Place[] =>
  distinctPlaces(history.flatMap(({ to, from }) => (from ? [to, from] : [to])));

/**
 * What a movement adds to a place beyond a count: all of it without one; with one, what the row states
 * now less what it stated when the count was taken.
 */
export function amountAfter(history: RowHistory, place: Place, cut: Cut | undefined): Quantity {
  const now = amountAt(newest(history), place);
  if (!cut) return now;
  const before = history.findLast(({ stamp }) => !isAfter(stamp, cut));
  return before ? now - amountAt(before, place) : now;
}

function amountAt(step: Step, place: Place): Quantity {
  if (step.effect === 'count' || step.retracted) return 0n;
  const added = samePlace(step.to, place) ? step.quantity : 0n;
  return step.from && samePlace(step.from, place) ? added - step.quantity : added;
}
