import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import { feed, processingReport, storedDocument } from './answers.js';
import { FEEDS_PATH, stillUnderWay, type Desk } from './desk.js';
import { READ_BACK } from './patch-listing.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';
import { reportVerdicts } from './report-verdicts.js';
import { transfer, unzipped } from './transfer.js';

type Rows = readonly ListingRow[];

/** `getFeed`, and once it is done what its processing report says of each row. */
export async function pollFeed(
  desk: Desk,
  { id, checkAfterMs }: { readonly id: string; readonly checkAfterMs: number },
  rows: Rows,
  signal: AbortSignal,
): Promise<PushResult> {
  const path = `${FEEDS_PATH}/feeds/${encodeURIComponent(id)}`;
  const answer = await desk.api.call({ method: 'GET', path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status === 404) return cannotTell(rows, 'the feed is not known (any more)');
  if (answer.status !== 200) return readRefusal(answer);
  const state = feed.safeParse(jsonOf(answer)).data;
  if (!state) return oddAnswer('getFeed');
  switch (state.processingStatus) {
    case 'IN_QUEUE':
    case 'IN_PROGRESS':
      return stillUnderWay(rows, { id, checkAfterMs });
    // Nothing was applied, but the rows are not at fault: they are to be sent again.
    case 'CANCELLED':
      return cannotTell(rows, 'the feed was cancelled before it was processed');
    // "Some, none, or all of the operations within the feed may have completed."
    case 'FATAL':
      return cannotTell(rows, 'the feed was aborted; some of it may be applied');
    case 'DONE':
      if (state.resultFeedDocumentId === undefined) return cannotTell(rows, NO_REPORT);
      return readReport(desk, state.resultFeedDocumentId, rows, signal);
  }
}

const NO_REPORT = 'the feed is done and has no processing report';

async function readReport(
  { api, timeoutMs }: Desk,
  documentId: string,
  rows: Rows,
  signal: AbortSignal,
): Promise<PushResult> {
  const path = `${FEEDS_PATH}/documents/${encodeURIComponent(documentId)}`;
  const answer = await api.call({ method: 'GET', path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer);
  const document = storedDocument.safeParse(jsonOf(answer)).data;
  if (!document) return oddAnswer('getFeedDocument');
  const got = await transfer(document.url, { method: 'GET', signal }, timeoutMs);
  if (got.kind !== 'answer') return nothingApplied(got);
  if (got.status !== 200) return { kind: 'unavailable', reason: `report: HTTP ${got.status}` };
  const isZipped = document.compressionAlgorithm === 'GZIP';
  const body = isZipped && got.body ? await unzipped(got.body) : got.body;
  const report = processingReport.safeParse(jsonOf({ ...got, body })).data;
  if (!report) return cannotTell(rows, 'the processing report is not what the vendor describes');
  const verdicts = reportVerdicts(report, rows.length);
  const isAccepted = verdicts.some(({ outcome }) => outcome === 'accepted');
  return { kind: 'answered', verdicts, hints: [], ...(isAccepted && { job: READ_BACK }) };
}

/** The rows are read back, and sent again where they do not show. */
const cannotTell = (rows: Rows, reason: string): PushResult => ({
  kind: 'answered',
  verdicts: rows.map(() => ({ outcome: 'unknown', reason })),
  hints: [],
});
