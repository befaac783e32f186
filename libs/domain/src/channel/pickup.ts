import { DAY_MS } from '../demand/day.js';
import type { CountClass, PickupRule } from './channel-rule.js';
import { sellableUnits, standingOf, type LocationState } from './location-state.js';
import { unitsUp } from './portion.js';

/** Whether customers may collect at a store, with what speaks for and against it. */
export interface Pickup {
  readonly location: string;
  readonly eligible: boolean;
  /** S − buffer ≥ quantity */
  readonly enough: boolean;
  /** the source gave a sign of life in time, and its log has no gap */
  readonly heard: boolean;
  /** the last count is young enough for how fast the item sells */
  readonly counted: boolean;
  /** no negative stock, no sources that disagree */
  readonly sound: boolean;
  readonly countClass: string | null;
  /** until when the last count holds, milliseconds since 1970; null: never counted */
  readonly countedUntil: number | null;
}

/**
 * Pickup needs two signals: a source that was heard, and a count within its service level. Either one
 * missing, it is never advertised, and time alone can take it away.
 */
export function pickupAt(
  rule: PickupRule,
  state: LocationState,
  classes: readonly CountClass[],
  now: number,
): Pickup {
  const stock = sellableUnits(state) - unitsUp(rule.buffer);
  const countClass = classOf(classes, state.demand.perDay);
  const countedUntil = countHolds(state.demand.countedAt, countClass);
  const signals = {
    enough: stock >= Math.max(1, unitsUp(rule.quantity)),
    heard: isHeard(rule, state),
    counted: countedUntil !== null && now <= countedUntil,
    sound: !state.suspect && state.availableBase >= 0n,
  };
  return {
    location: state.location,
    eligible: state.store && Object.values(signals).every(Boolean),
    ...signals,
    countClass: countClass?.name ?? null,
    countedUntil,
  };
}

const isHeard = ({ signalWithinSeconds }: PickupRule, { terms }: LocationState): boolean =>
  standingOf(terms, false) === 'counted' && terms.ageSeconds <= signalWithinSeconds;

const countHolds = (countedAt: number | null, countClass: CountClass | undefined): number | null =>
  countedAt === null || !countClass ? null : countedAt + countClass.withinDays * DAY_MS;

/** The class with the highest rate that the item reaches. */
const classOf = (classes: readonly CountClass[], perDay: number): CountClass | undefined =>
  classes.reduce<CountClass | undefined>(
    (best, one) =>
      perDay >= one.fromUnitsPerDay && one.fromUnitsPerDay >= (best?.fromUnitsPerDay ?? 0)
        ? one
        : best,
    undefined,
  );
