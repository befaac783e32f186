import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { NotNow, PushResult } from '../port/push-result.js';
import type { AmazonLimit } from './amazon-limits.js';
import { errorList } from './answers.js';

/**
 * No 429 tells how long to wait, as far as the models say. `x-amzn-RateLimit-Limit` comes with other
 * answers, and tells a rate but never what is left, so no answer gives a hint to the limiter. Nor
 * does one say whether the operation's limit or the app's refused: the former is a hundred times smaller.
 *
 * @param limit of the operation; left out: it is none of those that are counted
 */
export const throttled = ({ headers }: HttpAnswer, limit?: AmazonLimit): NotNow => ({
  kind: 'throttled',
  retryAfterMs: retryAfterMs(headers, NO_HEADER, new Date()),
  hints: [],
  ...(limit && { refusedBy: limit }),
});

const NO_HEADER = '';

/** What an answer without success means for a write. */
export function writeRefusal(answer: HttpAnswer, limit?: AmazonLimit): PushResult {
  const { status } = answer;
  if (status === 429) return throttled(answer, limit);
  const error = errorOf(answer);
  const said = error ? `${error.code}, ${error.message}` : 'no reason given';
  if (status === 404) {
    return { kind: 'refused', code: error?.code ?? 'http_404', reason: `HTTP 404: ${said}` };
  }
  const result = statusResult(status, said);
  return result.kind === 'refused' ? { ...result, code: error?.code ?? result.code } : result;
}

/** What an answer without success means for a call that changes no quantity. */
export function readRefusal(answer: HttpAnswer, limit?: AmazonLimit): NotNow {
  const { status } = answer;
  if (status === 429) return throttled(answer, limit);
  const kind = status === 401 || status === 403 ? 'unauthorized' : 'unavailable';
  return { kind, reason: `HTTP ${status}: ${errorOf(answer)?.code ?? 'no reason given'}` };
}

/** A call that changes no quantity failed: whatever became of it, nothing was applied. */
export const nothingApplied = (failure: Failure | NotNow): NotNow =>
  failure.kind === 'unknown' ? { kind: 'unavailable', reason: failure.reason } : failure;

export const oddAnswer = (what: string): NotNow => ({
  kind: 'unavailable',
  reason: `${what}: the answer is not what the vendor's model says`,
});

const errorOf = (answer: HttpAnswer) => errorList.safeParse(jsonOf(answer)).data?.errors[0];
