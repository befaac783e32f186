import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { NotNow, PushResult } from '../port/push-result.js';
import { errorList } from './answers.js';

/**
 * Tells the rate of the operation for this account and app, requests per second; may be missing. What is
 * left of a limit is told nowhere, so no answer gives a hint to the limiter.
 */
const RATE_HEADER = 'x-amzn-ratelimit-limit';

/** A pause holds up every lane, so that a feed's rate of one in two minutes must not set it. */
const LONGEST_PAUSE_MS = 1_000;

export function throttled({ headers }: HttpAnswer): NotNow {
  return { kind: 'throttled', retryAfterMs: pauseMs(headers), hints: [] };
}

function pauseMs(headers: HttpAnswer['headers']): number {
  const rate = Number(headers[RATE_HEADER]);
  const isRateAll = headers['retry-after'] === undefined && rate > 0;
  if (isRateAll) return Math.min(Math.ceil(1000 / rate), LONGEST_PAUSE_MS);
  return retryAfterMs(headers, '', new Date());
}

/** What an answer without success means for a write. */
export function writeRefusal(answer: HttpAnswer): PushResult {
  const { status } = answer;
  if (status === 429) return throttled(answer);
  const error = errorOf(answer);
  const said = error ? `${error.code}, ${error.message}` : '';
  if (status === 404) {
    return { kind: 'refused', code: error?.code ?? 'http_404', reason: `HTTP 404: ${said}` };
  }
  const result = statusResult(status, said);
  return result.kind === 'refused' ? { ...result, code: error?.code ?? result.code } : result;
}

/** What an answer without success means for a call that changes no quantity. */
export function readRefusal(answer: HttpAnswer): NotNow {
  const { status } = answer;
  if (status === 429) return throttled(answer);
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
