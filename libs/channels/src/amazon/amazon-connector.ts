import { HttpClient } from '../http/http-client.js';
import { withDeadline } from '../http/with-deadline.js';
import { TokenSource } from '../oauth/token-source.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PendingJob, PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { addressOf, type AmazonEndpoint } from './amazon-endpoint.js';
import { AMAZON_LIMITS } from './amazon-limits.js';
import { stillUnderWay, type Desk } from './desk.js';
import { listListings } from './list-listings.js';
import { loginWithAmazon } from './login-with-amazon.js';
import { patchListing } from './patch-listing.js';
import { pollFeed } from './poll-feed.js';
import { readListings } from './read-listings.js';
import { PAGE_SIZE } from './search-listings.js';
import { SellingPartnerApi } from './selling-partner-api.js';
import { submitFeed } from './submit-feed.js';

const TIMEOUT_MS = 20_000;
/** The vendor takes 25,000 of the shortest kind; these stay well below its 10 MiB. */
const ROWS_PER_FEED = 10_000;

/** One seller in one Amazon store: single patches for what is urgent, feeds for what can wait. */
export class AmazonConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits = AMAZON_LIMITS;
  readonly app: string;
  private readonly client: HttpClient;
  private readonly login: HttpClient;
  private readonly desk: Desk;

  constructor(
    endpoint: AmazonEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.app = `amazon ${endpoint.clientId}`;
    this.client = new HttpClient(addressOf(endpoint), timeoutMs);
    this.login = new HttpClient(endpoint.tokenUrl, timeoutMs);
    const tokens = new TokenSource(loginWithAmazon(this.login, endpoint));
    this.desk = { api: new SellingPartnerApi(this.client, tokens), endpoint, timeoutMs };
    this.capabilities = {
      rowsPerCall: { urgent: 1, normal: 1, reconcile: ROWS_PER_FEED },
      rowsPerRead: PAGE_SIZE,
      quantityCap: null,
      showsOffers: ['PreOrder', 'BackOrder'],
      applies: 'later',
      readsBack: true,
      parallelCalls: 5,
      timeoutMs,
      otherWay: 'reconcile',
    };
  }

  push(rows: readonly ListingRow[], { lane, signal }: CallContext): Promise<PushResult> {
    if (lane === 'reconcile') {
      return this.within(signal, (until) => submitFeed(this.desk, rows, until));
    }
    const [row, ...others] = rows;
    if (!row || others.length > 0) throw new Error(`a patch has one row, not ${rows.length}`);
    return this.within(signal, (until) => patchListing(this.desk, row, until));
  }

  async poll(
    { id, checkAfterMs }: PendingJob,
    rows: readonly ListingRow[],
    { signal }: CallContext,
  ): Promise<PushResult> {
    // A patch cannot be asked about: it is under way until it is read back.
    if (id === null) return stillUnderWay(rows, { id, checkAfterMs });
    const job = { id, checkAfterMs };
    return this.within(signal, (until) => pollFeed(this.desk, job, rows, until));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const skus = rows.map(({ sku }) => sku);
    return this.within(signal, (until) => readListings(this.desk, skus, until));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.within(signal, (until) => listListings(this.desk, after, until));
  }

  async close(): Promise<void> {
    await Promise.all([this.client.close(), this.login.close()]);
  }

  /** Of a call as a whole, which may be several requests. */
  private within<R>(signal: AbortSignal, run: (until: AbortSignal) => Promise<R>): Promise<R> {
    return withDeadline(this.desk.timeoutMs, signal, run);
  }
}
