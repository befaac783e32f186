import {
  applyEvent,
  type Bucket,
  type LedgerException,
  type LedgerSummary,
  type LocationHistory,
  type Outcome,
  type Quantity,
} from '#domain';
import { foldHistory, type KeyedHistory } from './fold-history.js';
import type { IncomingEvent } from './incoming-event.js';
import { Relations } from './relations.js';
import { factsOf } from './row-facts.js';
import {
  contributionId,
  contributionKey,
  emptyBuckets,
  positionId,
  type ContributionKey,
  type KnownContribution,
  type Position,
  type RelationKey,
  type StockState,
} from './stock-state.js';

/** One line of the ledger: a bucket that moved, was stated first, or a cause that was named. */
export interface LedgerEntry {
  readonly incoming: IncomingEvent;
  /** where it moved: a row that goes to another location leaves a line at both */
  readonly location: string;
  readonly bucket: Bucket | null;
  readonly change: Quantity;
}

/** An event whose effect cannot be told from what is kept: a person has to look. */
export interface FoldException {
  readonly incoming: IncomingEvent;
  readonly exception: LedgerException;
}

export interface FoldedBatch {
  readonly contributions: ReadonlyMap<string, ContributionKey & KnownContribution>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly summaries: readonly (RelationKey & { readonly summary: LedgerSummary })[];
  readonly entries: readonly LedgerEntry[];
  readonly exceptions: readonly FoldException[];
  readonly histories: ReadonlyMap<string, KeyedHistory>;
  /** items whose stock moved or was stated first → the newest change */
  readonly touched: ReadonlyMap<string, Touch>;
  /** items whose sales, counts or dates changed, their stock or not → the newest change */
  readonly stirred: ReadonlyMap<string, Touch>;
  /** relations that must be read whole: the batch has to be folded again, over them */
  readonly missing: readonly RelationKey[];
}

/** The offset and the time of a change. */
export interface Touch {
  readonly offset: bigint;
  readonly recordedAt: string;
}

/**
 * Folds a batch, in order, over the state that it needs. Pure; duplicates and stale events change nothing.
 *
 * @param remembered histories of the items that were sold or counted, by `positionId`
 */
export function foldBatch(
  state: StockState,
  batch: readonly IncomingEvent[],
  remembered: ReadonlyMap<string, LocationHistory> = new Map(),
): FoldedBatch {
  const relations = new Relations(state);
  const folding: Folding = {
    contributions: new Map(),
    positions: new Map(),
    entries: [],
    exceptions: [],
    histories: new Map(),
    touched: new Map(),
    stirred: new Map(),
  };
  for (const incoming of batch) foldOne(folding, relations, { state, remembered }, incoming);
  return { ...folding, summaries: relations.changed, missing: relations.missing };
}

/** What a batch changed so far. */
interface Folding {
  readonly contributions: Map<string, ContributionKey & KnownContribution>;
  readonly positions: Map<string, Position>;
  readonly entries: LedgerEntry[];
  readonly exceptions: FoldException[];
  readonly histories: Map<string, KeyedHistory>;
  readonly touched: Map<string, Touch>;
  readonly stirred: Map<string, Touch>;
}

interface Before {
  readonly state: StockState;
  readonly remembered: ReadonlyMap<string, LocationHistory>;
}

function foldOne(
  folding: Folding,
  relations: Relations,
  { state, remembered }: Before,
  incoming: IncomingEvent,
): void {
  const { event, inputOffset, message } = incoming;
  const key = contributionKey(event);
  const id = contributionId(key);
  const before = folding.contributions.get(id) ?? state.contributions.get(id);
  const outcome = applyEvent(before, event, relations.viewOf(key, id));
  if (outcome === 'needs_relation') relations.miss(key);
  if (!outcome || outcome === 'needs_relation') return;
  const after = { ...key, ...outcome.contribution, ...factsOf(event, message) };
  folding.contributions.set(id, after);
  relations.note(key, id, outcome);
  if (outcome.exception) folding.exceptions.push({ incoming, exception: outcome.exception });
  const touch = { offset: inputOffset, recordedAt: message.recordedAt };
  const change = { before: toldBefore(outcome, before, after), after, event };
  if (foldHistory(folding.histories, remembered, key, change)) {
    folding.stirred.set(event.sku, touch);
  }
  if (!outcome.recorded) return;
  folding.entries.push(...entriesOf(incoming, outcome));
  if (event.bucket === null && outcome.moves.length === 0) return;
  movePositions(folding.positions, state, incoming, outcome);
  folding.touched.set(event.sku, touch);
}

/** A row that is forgotten told of its sale, too: as much as now, for all that is known. */
const toldBefore = (
  { exception }: Outcome,
  before: KnownContribution | undefined,
  after: KnownContribution,
): KnownContribution | undefined => (exception === 'amended_past_retention' ? after : before);

function entriesOf(
  incoming: IncomingEvent,
  { contribution: { location, bucket }, moves }: Outcome,
): readonly LedgerEntry[] {
  if (moves.length === 0) return [{ incoming, location, bucket, change: 0n }];
  return moves.map((move) => ({
    incoming,
    location: move.location,
    bucket: move.bucket,
    change: move.by,
  }));
}

function movePositions(
  positions: Map<string, Position>,
  state: StockState,
  { event, message }: IncomingEvent,
  { contribution, moves }: Outcome,
): void {
  const { sku, source } = contributionKey(event);
  const stated = contribution.bucket
    ? [{ location: contribution.location, bucket: contribution.bucket, by: 0n }]
    : [];
  const risen = new Set<string>();
  for (const { location, bucket, by } of [...stated, ...moves]) {
    const id = positionId({ sku, location, source });
    const before = positions.get(id) ?? state.positions.get(id);
    const { buckets, hubVersion } = before ?? { buckets: emptyBuckets(), hubVersion: 0n };
    const recordedAt = later(before?.recordedAt, saidAt(message));
    const rises = !risen.has(id) && (by !== 0n || !before);
    if (rises) risen.add(id);
    positions.set(id, {
      sku,
      location,
      source,
      recordedAt,
      buckets: { ...buckets, [bucket]: buckets[bucket] + by },
      hubVersion: rises ? hubVersion + 1n : hubVersion,
    });
  }
}

/** A source whose clock is ahead says nothing newer than what we have just taken in. */
const saidAt = ({ recordedAt, ingestedAt }: IncomingEvent['message']): string =>
  recordedAt < ingestedAt ? recordedAt : ingestedAt;

const later = (one: string | undefined, other: string): string =>
  one !== undefined && one > other ? one : other;
