import type { Bucket } from './bucket.js';
import {
  EMPTY_SUMMARY,
  foldMovement,
  type FoldedMovement,
  type LedgerException,
  type LedgerSummary,
  type LedgerView,
} from './fold-movement.js';
import { sumMoves, type Move } from './place.js';
import type { Quantity } from './quantity.js';
import { isPast } from './retention.js';
import { newest, stepOf, withStep, type RowHistory, type Step } from './row-history.js';
import { admit, type RowGuard } from './row-version.js';
import type { StockEvent } from './stock-event.js';

/** What one row, by one rule, says of an item now. Kept after the row is gone, so replays stay harmless. */
export interface Contribution {
  readonly location: string;
  readonly bucket: Bucket | null;
  readonly quantity: Quantity;
  readonly guard: RowGuard;
  /** of a row that moves or counts stock: all that it stated; null: it states a level or a cause */
  readonly history: RowHistory | null;
}

export interface Outcome {
  readonly contribution: Contribution;
  readonly moves: readonly Move[];
  /** whether the event belongs in the ledger: it moved stock, stated something new, or names a cause */
  readonly recorded: boolean;
  /** the item's movements by this source, as far as they must be known; undefined: as they were */
  readonly summary: LedgerSummary | undefined;
  readonly exception: LedgerException | null;
}

/** `needs_relation`: the event can only be folded over all rows of its item by its source. */
export type FoldResult = Outcome | 'needs_relation' | undefined;

const NO_LEDGER: LedgerView = { summary: EMPTY_SUMMARY, others: undefined };

/**
 * Folds one event over what its row contributed before.
 *
 * @param view what is known of the item's other movements by this source
 * @returns undefined when the event is a duplicate or stale (promises I2, I3)
 */
export function applyEvent(
  current: Contribution | undefined,
  event: StockEvent,
  view: LedgerView = NO_LEDGER,
): FoldResult {
  const guard = admit(current?.guard, event.version);
  if (!guard) return undefined;
  const step = stepOf(event);
  if (step) return applyStep(current, event, guard, step, view);
  if (isLedgerRow(current)) return leaveLedger(current, event, guard, view);
  return applyLevel(current, event, guard);
}

interface LedgerRow extends Contribution {
  readonly history: RowHistory;
}

const isLedgerRow = (row: Contribution | undefined): row is LedgerRow =>
  row !== undefined && row.history !== null;

function applyLevel(
  current: Contribution | undefined,
  event: StockEvent,
  guard: RowGuard,
): Outcome {
  const contribution = levelOf(event, guard);
  const moves = sumMoves([...(current ? levelMoves(current, -1n) : []), ...levelMoves(event, 1n)]);
  const statedFirst = current === undefined && !event.retracted;
  const namesCause = event.bucket === null && !event.retracted;
  const recorded = namesCause || statedFirst || moves.length > 0;
  return { contribution, moves, recorded, summary: undefined, exception: null };
}

function applyStep(
  current: Contribution | undefined,
  event: StockEvent,
  guard: RowGuard,
  step: Step,
  view: LedgerView,
): FoldResult {
  const state = stateOf(current, event, step, view.summary);
  if (state === 'past') return undefined;
  const row = isLedgerRow(current) ? current : undefined;
  const before = row?.history;
  const after = withStep(before, state === 'amended' ? beforeEveryCount(step) : step);
  const folded = foldMovement(before, after, view);
  if (folded === 'needs_relation') return folded;
  if (row && isLost(folded)) return keepCount(row, event, guard, view);
  return {
    contribution: { ...levelOf(event, guard), history: after },
    moves: sumMoves([...formerLevel(current), ...folded.moves]),
    recorded: before ? after !== before : !event.retracted,
    summary: folded.summary,
    exception: state === 'amended' ? 'amended_past_retention' : folded.exception,
  };
}

/**
 * How a row stands to what is kept. `past`: it is not known and may be forgotten, and what it states bears on
 * nothing (I2). `amended`: it was there before this change, so it is forgotten, and how much changes nobody
 * can tell; so it is with a snapshot's row that does not say since when it is there.
 */
function stateOf(
  current: Contribution | undefined,
  { amends, read, occurredAt, recordedAt }: StockEvent,
  step: Step,
  { prunedBefore, bases }: LedgerSummary,
): 'known' | 'new' | 'past' | 'amended' {
  if (current) return 'known';
  if (prunedBefore === null) return 'new';
  if (isPast(step, bases, prunedBefore)) return 'past';
  return amends || (read && occurredAt === recordedAt) ? 'amended' : 'new';
}

/** Counts are never forgotten: one that is not known counts like any other. */
const beforeEveryCount = (step: Step): Step =>
  step.effect === 'count' ? step : { ...step, stamp: BEFORE_EVERY_COUNT };

const BEFORE_EVERY_COUNT = { epoch: -1, position: '', at: '', read: true };

const isLost = ({ exception }: FoldedMovement): boolean =>
  exception === 'count_withdrawn_past_retention';

/**
 * A count is gone that movements are forgotten under: it stands on. If it was re-keyed, so were they: it
 * stands on with nothing.
 */
function keepCount(
  { history, ...current }: LedgerRow,
  { version, retracted }: StockEvent,
  guard: RowGuard,
  view: LedgerView,
): FoldResult {
  const isReKeyed =
    retracted &&
    version.offset === current.guard.offset &&
    version.revision > current.guard.revision;
  const quantity = isReKeyed ? 0n : current.quantity;
  const after = isReKeyed ? withStep(history, { ...newest(history), quantity }) : history;
  const folded = foldMovement(history, after, view);
  if (folded === 'needs_relation') return folded;
  return {
    contribution: { ...current, quantity, guard, history: after },
    moves: folded.moves,
    recorded: true,
    summary: folded.summary,
    exception: 'count_withdrawn_past_retention',
  };
}

/** The rule says something else of the row than it used to: a level, or a cause only. */
function leaveLedger(
  current: LedgerRow,
  event: StockEvent,
  guard: RowGuard,
  view: LedgerView,
): FoldResult {
  const { history } = current;
  const gone = withStep(history, { ...newest(history), retracted: true });
  const folded = foldMovement(history, gone, view);
  if (folded === 'needs_relation') return folded;
  if (isLost(folded)) return keepCount(current, event, guard, view);
  return {
    contribution: levelOf(event, guard),
    moves: sumMoves([...folded.moves, ...levelMoves(event, 1n)]),
    recorded: true,
    summary: folded.summary,
    exception: folded.exception,
  };
}

const levelOf = (event: StockEvent, guard: RowGuard): Contribution => ({
  location: event.location,
  bucket: event.bucket,
  quantity: event.quantity,
  guard,
  history: null,
});

/** What a row takes back that used to state a level. */
const formerLevel = (current: Contribution | undefined): readonly Move[] =>
  current && !current.history ? levelMoves(current, -1n) : [];

const levelMoves = (
  { location, bucket, quantity }: Pick<Contribution, 'location' | 'bucket' | 'quantity'>,
  sign: bigint,
): readonly Move[] =>
  bucket === null || quantity === 0n ? [] : [{ location, bucket, by: sign * quantity }];
