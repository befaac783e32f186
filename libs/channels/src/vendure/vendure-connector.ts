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
import type { Desk } from './read-variants.js';
import { ShopFacts } from './shop-facts.js';
import type { VendureEndpoint } from './vendure-endpoint.js';
import { VENDURE_LIMITS } from './vendure-limits.js';

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
  readonly limits: readonly LimitDimension[] = VENDURE_LIMITS;
  private readonly client: HttpClient;
  private readonly desk: Desk;

  constructor(
    endpoint: VendureEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.client = new HttpClient(endpoint.url, timeoutMs);
    const api = new AdminApi(this.client, endpoint);
    this.desk = { api, facts: new ShopFacts(api, endpoint.stockLocationId) };
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
    return this.within(signal, (until) => pushRows(this.desk, rows, until));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const skus = rows.map(({ sku }) => sku);
    return this.within(signal, (until) => readRows(this.desk, skus, until));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.within(signal, (until) => listVariants(this.desk, after, until));
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** Of a call as a whole: a write is up to three requests. */
  private within<R>(signal: AbortSignal, run: (until: AbortSignal) => Promise<R>): Promise<R> {
    return withDeadline(this.capabilities.timeoutMs, signal, run);
  }
}
