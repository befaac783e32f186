import { withDeadline } from '../http/with-deadline.js';
import type { LimitDimension } from '../limiter/limit-dimension.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { AdminApi } from './admin-api.js';
import { listListings } from './list-listings.js';
import type { MedusaEndpoint } from './medusa-endpoint.js';
import { readAvailable } from './read-listings.js';
import { setLevels } from './set-levels.js';

const TIMEOUT_MS = 10_000;
/** Medusa names no limit; ids of more would not fit into the address of a read behind every proxy. */
const MOST_ROWS = 100;
/** A call is not applied when one of its rows cannot be: what is urgent is bound to fewer others. */
const URGENT_ROWS = 25;

/** One stock location of one Medusa shop, by the Admin API. */
export class MedusaConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits: readonly LimitDimension[] = [];
  private readonly api: AdminApi;

  constructor(
    endpoint: MedusaEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.api = new AdminApi(endpoint, timeoutMs);
    this.capabilities = {
      rowsPerCall: { urgent: URGENT_ROWS, normal: MOST_ROWS, reconcile: MOST_ROWS },
      rowsPerRead: MOST_ROWS,
      quantityCap: null,
      applies: 'at_once',
      readsBack: true,
      parallelCalls: 2,
      timeoutMs,
    };
  }

  push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    return this.within(signal, (until) => setLevels(this.api, rows, until));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    return this.within(signal, (until) => readAvailable(this.api, rows, until));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.within(signal, (until) => listListings(this.api, after, until));
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** Of a call as a whole, which may be several requests. */
  private within<R>(signal: AbortSignal, run: (until: AbortSignal) => Promise<R>): Promise<R> {
    return withDeadline(this.capabilities.timeoutMs, signal, run);
  }
}
