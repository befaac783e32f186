import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { NotNow, PushResult } from '../port/push-result.js';
import { refusal } from './answers.js';
import type { MiraklLimit } from './mirakl-limits.js';

/** For a 429 without the `Retry-After` that the vendor promises: no limit of its is longer for sure. */
const UNNAMED_PAUSE_MS = 60_000;
const NO_HEADER = '';

/** Each of Mirakl's calls has a limit of its own. */
const throttled = ({ headers }: HttpAnswer, limit: MiraklLimit | undefined): NotNow => ({
  kind: 'throttled',
  retryAfterMs:
    headers['retry-after'] === undefined
      ? UNNAMED_PAUSE_MS
      : retryAfterMs(headers, NO_HEADER, new Date()),
  hints: [],
  ...(limit && { refusedBy: limit }),
});

/**
 * What an answer without success means for a stock import. Rows are judged when the file is worked on: a
 * file that is refused as a whole is no row's fault, and its rows would not fare better one by one.
 *
 * @param apiKey repeated in no reason
 */
export function writeRefusal(answer: HttpAnswer, apiKey: string): PushResult {
  if (answer.status === 429) return throttled(answer, 'stock-imports');
  const result = statusResult(answer.status, saidIn(answer, apiKey));
  return result.kind === 'refused' ? { kind: 'unavailable', reason: result.reason } : result;
}

/**
 * What an answer without success means for a call that changes no quantity.
 *
 * @param limit of the call; left out: it is none of those that are counted
 */
export function readRefusal(answer: HttpAnswer, apiKey: string, limit?: MiraklLimit): NotNow {
  const { status } = answer;
  if (status === 429) return throttled(answer, limit);
  const kind = status === 401 || status === 403 ? 'unauthorized' : 'unavailable';
  const said = saidIn(answer, apiKey).slice(0, 300);
  return { kind, reason: `HTTP ${status}${said === '' ? '' : `: ${said}`}` };
}

/** A call that changes no quantity failed: whatever became of it, nothing was applied. */
export const nothingApplied = ({ reason }: Failure): NotNow => ({ kind: 'unavailable', reason });

export const oddAnswer = (what: string): NotNow => ({
  kind: 'unavailable',
  reason: `${what}: the answer is not what the vendor describes`,
});

const saidIn = (answer: HttpAnswer, apiKey: string): string =>
  (refusal.safeParse(jsonOf(answer)).data?.message ?? '').replaceAll(apiKey, '…');
