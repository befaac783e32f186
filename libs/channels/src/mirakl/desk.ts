import type { ListingRow } from '../port/listing-row.js';
import type { PendingJob, PushResult, RowVerdict } from '../port/push-result.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';
import type { OperatorApi } from './operator-api.js';

export const IMPORTS_PATH = '/api/offers/stock/imports';

/** What a call has at hand. */
export interface Desk {
  readonly api: OperatorApi;
  readonly endpoint: MiraklEndpoint;
}

export const stillUnderWay = (rows: readonly ListingRow[], job: PendingJob): PushResult => ({
  kind: 'answered',
  verdicts: rows.map(() => ({ outcome: 'accepted' })),
  hints: [],
  job,
});

/** The rows are read back, and sent again where they do not show. */
export const cannotTell = (rows: readonly ListingRow[], reason: string): PushResult =>
  answered(rows.map(() => ({ outcome: 'unknown', reason })));

export const answered = (verdicts: readonly RowVerdict[]): PushResult => ({
  kind: 'answered',
  verdicts,
  hints: [],
});
