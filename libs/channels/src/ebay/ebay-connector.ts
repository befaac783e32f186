import { HttpClient } from '../http/http-client.js';
import { withDeadline } from '../http/with-deadline.js';
import type { LimitDimension } from '../limiter/limit-dimension.js';
import { TokenSource } from '../oauth/token-source.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import type { Desk } from './desk.js';
import type { EbayEndpoint } from './ebay-endpoint.js';
import { ebayLimits } from './ebay-limits.js';
import { InventoryApi } from './inventory-api.js';
import { listItems } from './list-items.js';
import { MOST_READ, readListings } from './read-items.js';
import { MOST_ROWS, updateQuantities } from './update-quantities.js';
import { userToken } from './user-token.js';

const TIMEOUT_MS = 20_000;

/** One seller's inventory on eBay, by the Sell Inventory API. */
export class EbayConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits: readonly LimitDimension[];
  readonly app: string;
  private readonly client: HttpClient;
  private readonly login: HttpClient;
  private readonly desk: Desk;

  constructor(
    endpoint: EbayEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.app = `ebay ${endpoint.clientId}`;
    this.client = new HttpClient(endpoint.url, timeoutMs);
    this.login = new HttpClient(endpoint.tokenUrl, timeoutMs);
    const tokens = new TokenSource(userToken(this.login, endpoint));
    this.desk = { api: new InventoryApi(this.client, tokens, endpoint.language), endpoint };
    this.limits = ebayLimits(endpoint.offerQuantities);
    const rows = Math.min(endpoint.skusPerCall, MOST_ROWS);
    this.capabilities = {
      rowsPerCall: { urgent: rows, normal: rows, reconcile: rows },
      rowsPerRead: MOST_READ,
      quantityCap: null,
      applies: 'at_once',
      readsBack: true,
      parallelCalls: 4,
      timeoutMs,
      countedBy: 'listingId',
    };
  }

  push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    return this.within(signal, (until) => updateQuantities(this.desk, rows, until));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const skus = rows.map(({ sku }) => sku);
    return this.within(signal, (until) => readListings(this.desk, skus, until));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.within(signal, (until) => listItems(this.desk, after, until));
  }

  async close(): Promise<void> {
    await Promise.all([this.client.close(), this.login.close()]);
  }

  /** Of a call as a whole, which may be several requests. */
  private within<R>(signal: AbortSignal, run: (until: AbortSignal) => Promise<R>): Promise<R> {
    return withDeadline(this.capabilities.timeoutMs, signal, run);
  }
}
