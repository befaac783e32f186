import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import { importState, type ImportState } from './answers.js';
import { answered, cannotTell, IMPORTS_PATH, stillUnderWay, type Desk } from './desk.js';
import { errorReport } from './error-report.js';
import { importVerdicts } from './import-verdicts.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';

type Rows = readonly ListingRow[];

/** What is not found is forgotten: imports are not kept for ever. */
const FORGOTTEN = new Set([404, 410]);

/** STO02, and once the import has ended STO03 where there is a report. */
export async function pollImport(
  desk: Desk,
  job: { readonly id: string; readonly checkAfterMs: number },
  rows: Rows,
  signal: AbortSignal,
): Promise<PushResult> {
  const path = `${IMPORTS_PATH}/${encodeURIComponent(job.id)}`;
  const answer = await desk.api.get({ path: `${path}/status`, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (FORGOTTEN.has(answer.status)) return cannotTell(rows, 'the import is not known (any more)');
  if (answer.status !== 200) return readRefusal(answer, desk.endpoint.apiKey, 'import-status');
  const state = importState.safeParse(jsonOf(answer)).data;
  if (!state) return oddAnswer('STO02');
  // A status that was added since is taken for one on the way.
  if (state.status !== 'COMPLETE' && state.status !== 'FAILED') return stillUnderWay(rows, job);
  if (!state.has_error_report) return answered(importVerdicts(rows, state, []));
  return readReport(desk, `${path}/error_report`, rows, state, signal);
}

async function readReport(
  { api, endpoint }: Desk,
  path: string,
  rows: Rows,
  state: ImportState,
  signal: AbortSignal,
): Promise<PushResult> {
  const answer = await api.getReport({ path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (FORGOTTEN.has(answer.status)) return cannotTell(rows, 'the error report is not there');
  if (answer.status !== 200) return readRefusal(answer, endpoint.apiKey);
  const report = answer.body && errorReport(answer.body);
  if (!report) return cannotTell(rows, 'the error report is not what the vendor describes');
  return answered(importVerdicts(rows, state, report));
}
