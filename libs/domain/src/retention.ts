import { isHeld, type CountBase } from './ledger-relation.js';
import { samePlace, type Place } from './place.js';
import { newest, placesOf, type RowHistory, type Step } from './row-history.js';
import type { RowGuard } from './row-version.js';
import { isAfter, type Stamp } from './stamp.js';

type Bases = readonly (CountBase & Place)[];

/** A row of a ledger as it is kept. */
export interface KeptRow {
  readonly history: RowHistory;
  /** of the newest change that was heard of, whether or not it stated anything new */
  readonly guard: LogPlace;
}

type LogPlace = Pick<RowGuard, 'epoch' | 'position'>;

/**
 * Whether a row that stated this may have been forgotten, and what it stated bears on nothing: it is older
 * than `before`, and every place that it touches was counted since. By times alone, for a snapshot reads a
 * forgotten row again in another epoch. Counts are never forgotten.
 */
export function isPast(step: Step, bases: Bases, before: string): boolean {
  const limit = limitOf(placesOf([step]), bases, before);
  const { at } = step.stamp;
  return limit !== undefined && at < limit && step.effect !== 'count';
}

/** Until when movements of all these places may be forgotten. What is on its way never is: it has a date. */
function limitOf(places: readonly Place[], bases: Bases, before: string): string | undefined {
  const limits = [before];
  for (const place of places) {
    const base = bases.find((other) => samePlace(other, place));
    if (!base || place.bucket === 'inbound_confirmed') return undefined;
    limits.push(base.cut.at);
  }
  return limits.toSorted()[0];
}

/**
 * Rows that add nothing to any place, and of which nothing has been heard since `before`, nor since their
 * places were counted. A sale stays as long as its cancellation does, and everything does while a cancellation
 * waits that would still give back.
 *
 * @param rows all of an item's rows by one source
 * @param before UTC ISO 8601
 */
export function forgettable<Row extends KeptRow>(
  rows: readonly Row[],
  { bases, held }: { readonly bases: Bases; readonly held: readonly string[] },
  before: string,
): readonly Row[] {
  const covered = rows.filter(({ history }) => history.every((step) => isCovered(step, bases)));
  const waiting = new Set(held);
  const waits = ({ history }: Row): boolean => isHeld(newest(history), waiting);
  if (rows.some((row) => waits(row) && !covered.includes(row))) return [];
  const log = logOf(rows);
  const past = covered.filter(
    ({ history, guard }) =>
      history.every((step) => isPast(step, bases, before)) &&
      heardUntil(guard, newest(history), log) < (limitOf(placesOf(history), bases, before) ?? ''),
  );
  return withoutTied(rows, past, held);
}

const isCovered = (step: Step, bases: Bases): boolean =>
  placesOf([step]).every((place) =>
    bases.some((base) => samePlace(base, place) && !isAfter(step.stamp, base.cut)),
  );

/** What is known of when the source wrote what, by place in its log. */
const logOf = (rows: readonly KeptRow[]): readonly Stamp[] =>
  rows
    .flatMap(({ history }) => history.map(({ stamp }) => stamp))
    .filter(({ read }) => !read)
    .toSorted((one, other) => (isLater(one, other) ? 1 : isLater(other, one) ? -1 : 0));

const isLater = (one: LogPlace, other: LogPlace): boolean =>
  one.epoch === other.epoch ? one.position > other.position : one.epoch > other.epoch;

/**
 * A time before which the newest change of a row was heard of: that of what it states, or of the next thing
 * that the source is known to have written; a text after every time where it wrote nothing since.
 */
function heardUntil(guard: LogPlace, { stamp }: Step, log: readonly Stamp[]): string {
  if (guard.epoch === stamp.epoch && guard.position <= stamp.position) return stamp.at;
  let [low, high] = [0, log.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const later = log[middle];
    if (later && isLater(guard, later)) low = middle + 1;
    else high = middle;
  }
  return log[low]?.at ?? '9';
}

/** Leaves out what shares a cause with a row that stays, until nothing does. */
function withoutTied<Row extends KeptRow>(
  rows: readonly Row[],
  past: readonly Row[],
  held: readonly string[],
): readonly Row[] {
  const going = new Set(past);
  const staying = rows.filter((row) => !going.has(row));
  const tied = new Set([...held, ...staying.flatMap(causesOf)]);
  const free = past.filter((row) => !causesOf(row).some((cause) => tied.has(cause)));
  return free.length === past.length ? past : withoutTied(rows, free, held);
}

const causesOf = ({ history }: KeptRow): readonly string[] =>
  history.flatMap(({ kind, cause }) =>
    cause !== null && (kind === 'sale' || kind === 'cancellation') ? [cause] : [],
  );
