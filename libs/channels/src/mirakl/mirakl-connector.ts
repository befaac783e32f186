import { withDeadline } from '../http/with-deadline.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PendingJob, PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { stillUnderWay, type Desk } from './desk.js';
import { importStock } from './import-stock.js';
import { listOffers } from './list-offers.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';
import { MIRAKL_LIMITS } from './mirakl-limits.js';
import { OperatorApi } from './operator-api.js';
import { pollImport } from './poll-import.js';
import { readOffers } from './read-offers.js';

const TIMEOUT_MS = 20_000;
/** Each is a request. */
const ROWS_PER_READ = 5;
/** "The quantity available in stock (maximum: one billion)", of offer imports. */
const MOST_UNITS = 1_000_000_000;

/** One shop at one operator's Mirakl marketplace: whatever waits goes into one stock import. */
export class MiraklConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits = MIRAKL_LIMITS;
  private readonly desk: Desk;

  constructor(
    endpoint: MiraklEndpoint,
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ) {
    this.desk = { api: new OperatorApi(endpoint, timeoutMs), endpoint };
    const rows = endpoint.rowsPerImport;
    this.capabilities = {
      rowsPerCall: { urgent: rows, normal: rows, reconcile: rows },
      rowsPerRead: ROWS_PER_READ,
      quantityCap: MOST_UNITS,
      applies: 'later',
      readsBack: true,
      parallelCalls: 1,
      timeoutMs,
    };
  }

  push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    return this.within(signal, (until) => importStock(this.desk, rows, until));
  }

  async poll(
    { id, checkAfterMs }: PendingJob,
    rows: readonly ListingRow[],
    { signal }: CallContext,
  ): Promise<PushResult> {
    if (id === null) return stillUnderWay(rows, { id, checkAfterMs });
    const job = { id, checkAfterMs };
    return this.within(signal, (until) => pollImport(this.desk, job, rows, until));
  }

  readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const skus = rows.map(({ sku }) => sku);
    return this.within(signal, (until) => readOffers(this.desk, skus, until));
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.within(signal, (until) => listOffers(this.desk, after, until));
  }

  close(): Promise<void> {
    return this.desk.api.close();
  }

  /** Of a call as a whole, which may be several requests. */
  private within<Result>(
    signal: AbortSignal,
    run: (until: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    return withDeadline(this.capabilities.timeoutMs, signal, run);
  }
}
