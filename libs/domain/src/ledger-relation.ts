import { distinctPlaces, samePlace, type Place } from './place.js';
import type { Quantity } from './quantity.js';
import { amountAfter, newest, placesOf, type RowHistory, type Step } from './row-history.js';
import { compareCuts, type Cut } from './stamp.js';

/** The newest count of a place: what it found, and when. */
export interface CountBase {
  readonly quantity: Quantity;
  readonly cut: Cut;
}

/** All movements and counts of one item by one source. */
export type LedgerRelation = readonly RowHistory[];

/** The count that stands at a place; undefined: it was never counted. */
export function baseAt(relation: LedgerRelation, place: Place): CountBase | undefined {
  const bases = relation.flatMap((history) => baseOf(history, place) ?? []);
  return bases.reduce<CountBase | undefined>(
    (best, base) => (best && compareBases(best, base) >= 0 ? best : base),
    undefined,
  );
}

/** A corrected count still counts from when it was first stated: movements since then are not in it. */
function baseOf(history: RowHistory, place: Place): CountBase | undefined {
  const now = newest(history);
  if (!isCountOf(now, place)) return undefined;
  const last = history.findLastIndex((step) => !isCountOf(step, place));
  const { stamp } = history[last + 1] ?? now;
  const { quantity, countedAt } = now;
  const cut = { ...stamp, at: countedAt ?? stamp.at, backdated: countedAt !== null };
  return { quantity, cut };
}

const isCountOf = (step: Step, place: Place): boolean =>
  step.effect === 'count' && !step.retracted && samePlace(step.to, place);

/** Equal cuts (a snapshot's rows of one business time): the smaller count is the safe one. */
const compareBases = (one: CountBase, other: CountBase): number =>
  compareCuts(one.cut, other.cut) ||
  (one.quantity === other.quantity ? 0 : one.quantity < other.quantity ? 1 : -1);

/** value = A + Σ { d : d came after A }; without a count, the sum of all movements. */
export function valueAt(relation: LedgerRelation, place: Place): Quantity {
  const base = baseAt(relation, place);
  const held = heldCauses(relation);
  return relation.reduce(
    (sum, history) =>
      isHeld(newest(history), held) ? sum : sum + amountAfter(history, place, base?.cut),
    base?.quantity ?? 0n,
  );
}

/** Causes of cancellations whose sale has not come yet: they give nothing back until it has. */
export function heldCauses(relation: LedgerRelation): ReadonlySet<string> {
  const steps = relation.map(newest).filter(({ retracted }) => !retracted);
  const sold = new Set(steps.filter(({ kind }) => kind === 'sale').map(({ cause }) => cause));
  const cancelled = steps.filter(({ kind }) => kind === 'cancellation').map(({ cause }) => cause);
  return new Set(cancelled.filter((cause) => cause !== null && !sold.has(cause)) as string[]);
}

export const isHeld = ({ kind, cause }: Step, held: ReadonlySet<string>): boolean =>
  kind === 'cancellation' && cause !== null && held.has(cause);

/** Every place that a change of one row may move: its own, and those of rows with its causes. */
export function placesTouched(relation: LedgerRelation, row: RowHistory): readonly Place[] {
  const causes = new Set(row.map(({ cause }) => cause).filter((cause) => cause !== null));
  const related = relation.filter((other) =>
    other.some(({ cause }) => cause !== null && causes.has(cause)),
  );
  return distinctPlaces([row, ...related].flatMap(placesOf));
}
