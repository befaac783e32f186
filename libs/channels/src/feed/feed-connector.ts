import { withDeadline } from '../http/with-deadline.js';
import type { MinIntervalLimit } from '../limiter/limit-dimension.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { formatOf, type FeedEndpoint } from './feed-endpoint.js';
import type { FeedFormat } from './feed-format.js';
import { mergeRows } from './merge-rows.js';
import { readFeed, type FeedRead, type Held } from './read-feed.js';
import { replaceFile } from './replace-file.js';
import { sweepLeftovers } from './sweep-leftovers.js';

const TIMEOUT_MS = 15_000;
const MOST_ROWS = 100_000;

/** One file with all listings of a channel, written anew whenever some of them changed. */
export class FeedConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits: readonly MinIntervalLimit[];
  private readonly format: FeedFormat;
  /** what the file held when it was read or written last */
  private held: Held | undefined;

  constructor(
    private readonly endpoint: FeedEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.format = formatOf(endpoint);
    this.limits = [intervalOf(endpoint)];
    this.capabilities = {
      rowsPerCall: { urgent: MOST_ROWS, normal: MOST_ROWS, reconcile: MOST_ROWS },
      rowsPerRead: MOST_ROWS,
      quantityCap: null,
      showsOffers: this.format.shows,
      applies: 'at_once',
      readsBack: true,
      // Each file is made from the one before it.
      parallelCalls: 1,
      timeoutMs,
    };
  }

  push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    return withDeadline(this.capabilities.timeoutMs, signal, (until) => this.write(rows, until));
  }

  private async write(rows: readonly ListingRow[], until: AbortSignal): Promise<PushResult> {
    const before = this.held;
    const current = await this.read();
    if (current.kind !== 'held') return current;
    const merged = mergeRows(basisOf(current, before), rows, this.format);
    const { verdicts } = merged;
    if (!merged.isChanged) return { kind: 'answered', verdicts, hints: [] };
    const replaced = await replaceFile(
      this.endpoint.file,
      this.format.pieces(merged.rows.values()),
      until,
    );
    if (replaced.kind !== 'replaced') return replaced;
    this.held = { kind: 'held', identity: replaced.identity, rows: merged.rows };
    return { kind: 'answered', verdicts, hints: [] };
  }

  async readBack(rows: readonly ListingRow[]): Promise<ReadBackResult> {
    const current = await this.read();
    if (current.kind !== 'held') return current;
    const quantities = new Map<string, number>();
    for (const { sku } of rows) {
      const row = current.rows.get(sku);
      if (row) quantities.set(sku, row.quantity);
    }
    return { kind: 'read', quantities };
  }

  /** All of it in one page: it is read as a whole in any case. */
  async list(): Promise<ListResult> {
    const current = await this.read();
    if (current.kind !== 'held') return current;
    const listings = [...current.rows.values()].map(({ sku, quantity }) => ({
      sku,
      quantity,
      ids: {},
    }));
    return { kind: 'page', listings, next: null };
  }

  async close(): Promise<void> {}

  /** Another process may have written since, or somebody by hand. */
  private async read(): Promise<FeedRead> {
    const { file } = this.endpoint;
    if (!this.held) await sweepLeftovers(file, new Date());
    const current = await readFeed(file, this.format, this.held);
    if (current.kind === 'held' && current.identity !== null) this.held = current;
    return current;
  }
}

/** A file that was taken away is written anew, whole: what was in it is known. */
const basisOf = (current: Held, before: Held | undefined) =>
  current.identity === null && before ? before.rows : current.rows;

const intervalOf = ({ minIntervalSeconds }: FeedEndpoint): MinIntervalLimit => ({
  id: 'files',
  kind: 'minInterval',
  scope: 'account',
  counts: ['write'],
  cost: 'request',
  perRequest: 1,
  perRow: 0,
  intervalMs: minIntervalSeconds * 1_000,
});
