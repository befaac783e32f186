import type { OfferStatus } from '#domain';
import type { LimitDimension } from '../limiter/limit-dimension.js';
import type { Lane } from '../limiter/rate-limiter.js';
import type { ListingRow } from './listing-row.js';
import type { PendingJob, PushResult } from './push-result.js';
import type { ListResult, ReadBackResult } from './read-result.js';

/** What a channel can do, as far as its publisher must know. */
export interface Capabilities {
  /** most rows in a call, by lane */
  readonly rowsPerCall: Readonly<Record<Lane, number>>;
  /** most listings in a read-back */
  readonly rowsPerRead: number;
  /** most units that a listing can show; null: no limit */
  readonly quantityCap: number | null;
  /**
   * Statuses of a row's `offer` that it can show, with the date of those that have one. Any other is the
   * same to it as none; left out: it shows numbers only.
   */
  readonly showsOffers?: readonly OfferStatus[];
  /** `later`: what is accepted shows some time after the call, perhaps never */
  readonly applies: 'at_once' | 'later';
  /** whether it can tell what it shows; without, what was sent unclearly is sent again */
  readonly readsBack: boolean;
  /** calls that may be under way at the same time */
  readonly parallelCalls: number;
  /** most milliseconds that a call may take */
  readonly timeoutMs: number;
  /**
   * Milliseconds before each further attempt while it does not answer; after the last one it is left alone
   * until somebody asks. Left out: growing pauses, for ever.
   */
  readonly retryPausesMs?: readonly number[];
  /** a lane that goes another way at the channel, for zeros while the usual one fails; left out: none does */
  readonly otherWay?: Lane;
  /** which of a listing's ids its writes are counted by, where several share one; left out: its sku */
  readonly countedBy?: string;
}

export interface CallContext {
  /** UUID of this call and no other: an idempotency key where the channel takes one */
  readonly callId: string;
  readonly lane: Lane;
  readonly signal: AbortSignal;
}

/**
 * One account of a channel. It neither retries nor sleeps, and keeps no limit: pace, order and what to
 * do about a failure are its caller's.
 */
export interface ChannelConnector {
  readonly capabilities: Capabilities;
  /** what the channel allows as far as it publishes that; the policy may say otherwise */
  readonly limits: readonly LimitDimension[];
  /** which app it calls as: limits of scope `app` are shared by all accounts of one; left out: an own one */
  readonly app?: string;
  /** @param rows at least one, at most `rowsPerCall` of the lane, each listing once */
  push(rows: readonly ListingRow[], context: CallContext): Promise<PushResult>;
  /** How far a job has come: verdicts in the order of its rows, `accepted` while it is under way. */
  poll?(job: PendingJob, rows: readonly ListingRow[], context: CallContext): Promise<PushResult>;
  /** What listings show now. */
  readBack(rows: readonly ListingRow[], context: CallContext): Promise<ReadBackResult>;
  /** Everything that the channel lists, a page at a time. @param after null: the first page */
  list(after: string | null, context: CallContext): Promise<ListResult>;
  close(): Promise<void>;
}
