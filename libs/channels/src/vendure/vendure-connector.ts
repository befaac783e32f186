import { HttpClient } from '../http/http-client.js';
import { withDeadline } from '../http/with-deadline.js';
import type { LimitDimension } from '../limiter/limit-dimension.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { AdminApi } from './admin-api.js';
import { listVariants } from './list-variants.js';
import { pushRows } from './push-rows.js';
import { readRows } from './read-rows.js';
import type { VendureEndpoint } from './vendure-endpoint.js';

const TIMEOUT_MS = 10_000;
/** Rows of one call are set one after the other, in one transaction, which locks what it has set. */
const MOST_ROWS = 25;
const URGENT_ROWS = 10;
const MOST_READ = 100;
/** Vendure keeps stock in 32 bits, and reckons with the difference of two numbers. */
const MOST_UNITS = 1_000_000_000;

/** One stock location of one channel of a Vendure shop, by the GraphQL Admin API. */
export class VendureConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  /** Vendure itself has none. */
  readonly limits: readonly LimitDimension[] = [];
  private readonly client: HttpClient;
  private readonly api: AdminApi;
  private readonly locationId: string;

  constructor(
    endpoint: VendureEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.client = new HttpClient(endpoint.url, timeoutMs);
    this.api = new AdminApi(this.client, endpoint);
    this.locationId = endpoint.stockLocationId;
    this.capabilities = {
      rowsPerCall: { urgent: URGENT_ROWS, normal: MOST_ROWS, reconcile: MOST_ROWS },
      rowsPerRead: MOST_READ,
      quantityCap: MOST_UNITS,
      applies: 'at_once',
      readsBack: true,
      parallelCalls: 2,
      timeoutMs,
    };
  }

  push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    return this.within(signal, (until) => pushRows(this.api, rows, this.locationId, until));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const skus = rows.map(({ sku }) => sku);
    return this.within(signal, (until) => readRows(this.api, skus, this.locationId, until));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.within(signal, (until) => listVariants(this.api, after, this.locationId, until));
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** Of a call as a whole: a write is two requests. */
  private within<R>(signal: AbortSignal, run: (until: AbortSignal) => Promise<R>): Promise<R> {
    return withDeadline(this.capabilities.timeoutMs, signal, run);
  }
}
