import type { Bucket } from './bucket.js';
import {
  EMPTY_SUMMARY,
  foldMovement,
  type LedgerException,
  type LedgerSummary,
  type LedgerView,
} from './fold-movement.js';
import { sumMoves, type Move } from './place.js';
import type { Quantity } from './quantity.js';
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
  if (current?.history) return leaveLedger(current.history, event, guard, view);
  return applyLevel(current, event, guard);
}

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
  const before = current?.history ?? undefined;
  const forgotten = !before && isForgotten(event, step, view.summary);
  const after = withStep(before, forgotten ? { ...step, stamp: BEFORE_EVERY_COUNT } : step);
  const folded = foldMovement(before, after, view);
  if (folded === 'needs_relation') return folded;
  return {
    contribution: { ...levelOf(event, guard), history: after },
    moves: sumMoves([...formerLevel(current), ...folded.moves]),
    recorded: before ? after !== before : !event.retracted,
    summary: folded.summary,
    exception: forgotten ? 'amended_past_retention' : folded.exception,
  };
}

const BEFORE_EVERY_COUNT = { epoch: -1, position: '', at: '', read: true };

/** An amended row that was there before, and is not known any more: how much it changes nobody can tell. */
const isForgotten = ({ amends }: StockEvent, { to }: Step, summary: LedgerSummary): boolean =>
  amends &&
  summary.prunedBefore !== null &&
  summary.bases.some(({ location, bucket }) => location === to.location && bucket === to.bucket);

/** The rule says something else of the row than it used to: a level, or a cause only. */
function leaveLedger(
  history: RowHistory,
  event: StockEvent,
  guard: RowGuard,
  view: LedgerView,
): FoldResult {
  const gone = withStep(history, { ...newest(history), retracted: true });
  const folded = foldMovement(history, gone, view);
  if (folded === 'needs_relation') return folded;
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
