import {
  applyEvent,
  type Bucket,
  type Contribution,
  type LedgerException,
  type LedgerSummary,
  type Outcome,
  type Quantity,
} from '#domain';
import type { IncomingEvent } from './incoming-event.js';
import { Relations } from './relations.js';
import {
  contributionId,
  contributionKey,
  emptyBuckets,
  positionId,
  type ContributionKey,
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
  readonly contributions: ReadonlyMap<string, ContributionKey & Contribution>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly summaries: readonly (RelationKey & { readonly summary: LedgerSummary })[];
  readonly entries: readonly LedgerEntry[];
  readonly exceptions: readonly FoldException[];
  /** items whose stock moved or was stated first → the offset and the time of the newest change */
  readonly touched: ReadonlyMap<string, { offset: bigint; recordedAt: string }>;
  /** relations that must be read whole: the batch has to be folded again, over them */
  readonly missing: readonly RelationKey[];
}

/** Folds a batch, in order, over the state that it needs. Pure; duplicates and stale events change nothing. */
export function foldBatch(state: StockState, batch: readonly IncomingEvent[]): FoldedBatch {
  const contributions = new Map<string, ContributionKey & Contribution>();
  const positions = new Map<string, Position>();
  const entries: LedgerEntry[] = [];
  const exceptions: FoldException[] = [];
  const touched = new Map<string, { offset: bigint; recordedAt: string }>();
  const relations = new Relations(state);
  for (const incoming of batch) {
    const { event, inputOffset, message } = incoming;
    const key = contributionKey(event);
    const id = contributionId(key);
    const current = contributions.get(id) ?? state.contributions.get(id);
    const outcome = applyEvent(current, event, relations.viewOf(key, id));
    if (outcome === 'needs_relation') relations.miss(key);
    if (!outcome || outcome === 'needs_relation') continue;
    contributions.set(id, { ...key, ...outcome.contribution });
    relations.note(key, id, outcome);
    if (outcome.exception) exceptions.push({ incoming, exception: outcome.exception });
    if (!outcome.recorded) continue;
    entries.push(...entriesOf(incoming, outcome));
    if (event.bucket === null && outcome.moves.length === 0) continue;
    movePositions(positions, state, incoming, outcome);
    touched.set(event.sku, { offset: inputOffset, recordedAt: message.recordedAt });
  }
  const { changed: summaries, missing } = relations;
  return { contributions, positions, summaries, entries, exceptions, touched, missing };
}

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
