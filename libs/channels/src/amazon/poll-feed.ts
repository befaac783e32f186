import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import { feed, processingReport } from './answers.js';
import { FEEDS_PATH, stillUnderWay, type Desk } from './desk.js';
import { fetchDocument } from './fetch-document.js';
import { READ_BACK } from './patch-listing.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';
import { reportVerdicts } from './report-verdicts.js';

type Rows = readonly ListingRow[];

/** `getFeed`, and once it is done what its processing report says of each row. */
export async function pollFeed(
  desk: Desk,
  job: { readonly id: string; readonly checkAfterMs: number },
  rows: Rows,
  signal: AbortSignal,
): Promise<PushResult> {
  const path = `${FEEDS_PATH}/feeds/${encodeURIComponent(job.id)}`;
  const answer = await desk.api.call({ method: 'GET', path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status === 404) return cannotTell(rows, 'the feed is not known (any more)');
  if (answer.status !== 200) return readRefusal(answer, 'get-feed');
  const state = feed.safeParse(jsonOf(answer)).data;
  if (!state) return oddAnswer('getFeed');
  const { processingStatus, resultFeedDocumentId } = state;
  switch (processingStatus) {
    case 'IN_QUEUE':
    case 'IN_PROGRESS':
      return stillUnderWay(rows, job);
    case 'CANCELLED':
    case 'FATAL':
      return cannotTell(rows, ENDED[processingStatus]);
    case 'DONE':
      return readReport(desk, resultFeedDocumentId, rows, signal);
  }
}

/**
 * Neither end is a row's fault, so none is rejected. Nothing of a cancelled feed was applied, but the
 * rows are to be sent again; of one that was aborted "some, none, or all of the operations" were.
 */
const ENDED = {
  CANCELLED: 'the feed was cancelled before it was processed',
  FATAL: 'the feed was aborted; some of it may be applied',
} as const;

async function readReport(
  desk: Desk,
  documentId: string | undefined,
  rows: Rows,
  signal: AbortSignal,
): Promise<PushResult> {
  if (documentId === undefined) return cannotTell(rows, 'the feed ended without a report');
  const document = await fetchDocument(desk, documentId, signal);
  if (document.kind !== 'answer') return document;
  const report = processingReport.safeParse(jsonOf(document)).data;
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
