import { HttpClient } from '../http/http-client.js';
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
  private readonly client: HttpClient;
  private readonly login: HttpClient;
  private readonly desk: Desk;

  constructor(
    endpoint: AmazonEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.client = new HttpClient(addressOf(endpoint), timeoutMs);
    this.login = new HttpClient(endpoint.tokenUrl, timeoutMs);
    const tokens = new TokenSource(loginWithAmazon(this.login, endpoint));
    this.desk = { api: new SellingPartnerApi(this.client, tokens), endpoint, timeoutMs };
    this.capabilities = {
      rowsPerCall: { urgent: 1, normal: 1, reconcile: ROWS_PER_FEED },
      rowsPerRead: PAGE_SIZE,
      quantityCap: null,
      applies: 'later',
      readsBack: true,
      parallelCalls: 5,
      timeoutMs,
    };
  }

  push(rows: readonly ListingRow[], { lane, signal }: CallContext): Promise<PushResult> {
    const until = this.deadline(signal);
    if (lane === 'reconcile') return submitFeed(this.desk, rows, until);
    const [row, ...others] = rows;
    if (!row || others.length > 0) throw new Error(`a patch has one row, not ${rows.length}`);
    return patchListing(this.desk, row, until);
  }

  async poll(
    { id, checkAfterMs }: PendingJob,
    rows: readonly ListingRow[],
    { signal }: CallContext,
  ): Promise<PushResult> {
    // A patch cannot be asked about: it is under way until it is read back.
    if (id === null) return stillUnderWay(rows, { id, checkAfterMs });
    return pollFeed(this.desk, { id, checkAfterMs }, rows, this.deadline(signal));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const skus = rows.map(({ sku }) => sku);
    return readListings(this.desk, skus, this.deadline(signal));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return listListings(this.desk, after, this.deadline(signal));
  }

  async close(): Promise<void> {
    await Promise.all([this.client.close(), this.login.close()]);
  }

  /** Of a call as a whole, which may be several requests. */
  private deadline(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, AbortSignal.timeout(this.desk.timeoutMs)]);
  }
}
