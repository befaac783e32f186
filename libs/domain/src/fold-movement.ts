import {
  baseAt,
  heldCauses,
  isHeld,
  placesTouched,
  valueAt,
  type CountBase,
  type LedgerRelation,
} from './ledger-relation.js';
import { byPlace, distinctPlaces, samePlace, type Move, type Place } from './place.js';
import { amountAfter, newest, placesOf, type RowHistory, type Step } from './row-history.js';
import { compareCuts } from './stamp.js';

/** What must be known of an item's movements by one source to fold most events without reading them. */
export interface LedgerSummary {
  readonly bases: readonly (CountBase & Place)[];
  /** causes of cancellations that wait for their sale */
  readonly held: readonly string[];
  /** UTC ISO 8601: movements before this that a count covers may be forgotten; null: none are */
  readonly prunedBefore: string | null;
}

export interface LedgerView {
  readonly summary: LedgerSummary;
  /** the item's other rows by this source; undefined: not read */
  readonly others: LedgerRelation | undefined;
}

export const EMPTY_SUMMARY: LedgerSummary = { bases: [], held: [], prunedBefore: null };

/** What the kept history no longer suffices for: a person has to look (never a silent guess). */
export type LedgerException =
  'amended_past_retention' | 'cancelled_past_retention' | 'count_withdrawn_past_retention';

export interface FoldedMovement {
  readonly moves: readonly Move[];
  /** undefined: as it was */
  readonly summary: LedgerSummary | undefined;
  readonly exception: LedgerException | null;
}

/**
 * Folds a step of a ledger's row. Counts, cancellations and what touches them need the whole relation;
 * ordinary movements only the counts that stand.
 */
export function foldMovement(
  before: RowHistory | undefined,
  after: RowHistory,
  view: LedgerView,
): FoldedMovement | 'needs_relation' {
  if (before === after) return { moves: [], summary: undefined, exception: null };
  if (isPlain(before, after, view.summary)) return overSummary(before, after, view.summary);
  return view.others ? overRelation(before, after, view.summary, view.others) : 'needs_relation';
}

function isPlain(
  before: RowHistory | undefined,
  after: RowHistory,
  { held }: LedgerSummary,
): boolean {
  const steps = [...(before ?? []), ...after];
  if (steps.some(({ effect }) => effect === 'count')) return false;
  const caused = steps.filter(({ cause }) => cause !== null);
  if (caused.some(({ kind }) => kind === 'cancellation')) return false;
  if (caused.some(({ cause }) => cause !== null && held.includes(cause))) return false;
  return !isSaleTakenBack(before && newest(before), newest(after));
}

/** A cancellation of this sale would have to wait again. */
const isSaleTakenBack = (before: Step | undefined, after: Step): boolean =>
  before?.kind === 'sale' &&
  before.cause !== null &&
  (after.retracted || after.kind !== 'sale' || after.cause !== before.cause);

function overSummary(
  before: RowHistory | undefined,
  after: RowHistory,
  { bases }: LedgerSummary,
): FoldedMovement {
  const places = distinctPlaces([...placesOf(after), ...(before ? placesOf(before) : [])]);
  const moves = places.flatMap((place) => {
    const cut = bases.find((base) => samePlace(base, place))?.cut;
    const was = before ? amountAfter(before, place, cut) : 0n;
    return moveOf(place, amountAfter(after, place, cut) - was);
  });
  return { moves, summary: undefined, exception: null };
}

function overRelation(
  before: RowHistory | undefined,
  after: RowHistory,
  summary: LedgerSummary,
  others: LedgerRelation,
): FoldedMovement {
  const were = before ? [...others, before] : others;
  const are = [...others, after];
  const places = placesTouched(are, before ? [...before, ...after] : after);
  const bases = places.flatMap((place) => {
    const base = baseAt(are, place);
    return base ? [{ ...base, ...place }] : [];
  });
  if (losesCount(summary, places, bases)) {
    return {
      moves: [],
      summary: undefined,
      exception: 'count_withdrawn_past_retention',
    };
  }
  const kept = summary.bases.filter((base) => !places.some((place) => samePlace(base, place)));
  const held = [...heldCauses(are)].toSorted();
  return {
    moves: places.flatMap((place) => moveOf(place, valueAt(are, place) - valueAt(were, place))),
    summary: { ...summary, bases: [...kept, ...bases].toSorted(byPlace), held },
    exception: missesSale(summary, held, newest(after)) ? 'cancelled_past_retention' : null,
  };
}

/** A cancellation is new or changed, and waits: for a sale that is to come, or for one that is forgotten. */
const missesSale = (former: LedgerSummary, held: readonly string[], now: Step): boolean =>
  former.prunedBefore !== null &&
  (isHeld(now, new Set(held)) || held.some((cause) => !former.held.includes(cause)));

/** A count is gone and an older one, or none, takes its place, but movements since then are forgotten. */
function losesCount(
  { bases: former, prunedBefore }: LedgerSummary,
  places: readonly Place[],
  bases: readonly (CountBase & Place)[],
): boolean {
  if (prunedBefore === null) return false;
  return former.some((was) => {
    if (!places.some((place) => samePlace(was, place))) return false;
    const base = bases.find((other) => samePlace(was, other));
    if (base === undefined || base.cut.epoch < was.cut.epoch) return true;
    return compareCuts(base.cut, was.cut) < 0 && base.cut.at < prunedBefore;
  });
}

const moveOf = (place: Place, by: bigint): readonly Move[] =>
  by === 0n ? [] : [{ location: place.location, bucket: place.bucket, by }];
