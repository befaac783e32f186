import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { NotNow, PushResult } from '../port/push-result.js';
import { errorList, type VendorError } from './answers.js';

/** "A system error has occurred": the write may be done or not. */
export const SYSTEM_ERROR = 25_001;

/** What is used up is most likely the day's calls, and no answer tells when the day ends. */
const PAUSE_MS = 60_000;
const NO_MILLISECONDS = '';

export const throttled = ({ headers }: Pick<HttpAnswer, 'headers'>): NotNow => ({
  kind: 'throttled',
  retryAfterMs:
    headers['retry-after'] === undefined
      ? PAUSE_MS
      : retryAfterMs(headers, NO_MILLISECONDS, new Date()),
  hints: [],
});

/** What an answer without rows means for a write. */
export function writeRefusal(answer: HttpAnswer): PushResult {
  const { status } = answer;
  if (status === 429) return throttled(answer);
  const error = errorOf(answer);
  const said = error ? wordsOf(error) : 'no reason given';
  if (error?.errorId === SYSTEM_ERROR) {
    return { kind: 'unknown', reason: `HTTP ${status}: ${said}` };
  }
  const result = statusResult(status, said);
  if (result.kind !== 'refused' || !error) return result;
  return { ...result, code: String(error.errorId) };
}

/** What an answer without success means for a call that changes no quantity. */
export function readRefusal(answer: HttpAnswer): NotNow {
  const { status } = answer;
  if (status === 429) return throttled(answer);
  const kind = status === 401 || status === 403 ? 'unauthorized' : 'unavailable';
  return { kind, reason: `HTTP ${status}: ${errorOf(answer)?.errorId ?? 'no reason given'}` };
}

/** A call that changes no quantity failed: whatever became of it, nothing was applied. */
export const nothingApplied = (failure: Failure | NotNow): NotNow =>
  failure.kind === 'unknown' ? { kind: 'unavailable', reason: failure.reason } : failure;

export const oddAnswer = (what: string): NotNow => ({
  kind: 'unavailable',
  reason: `${what}: the answer is not what the vendor's model says`,
});

/** An error as eBay words it, for people. */
export const wordsOf = ({ errorId, message, longMessage }: VendorError): string =>
  `${errorId}, ${longMessage ?? message ?? 'no reason given'}`.slice(0, 300);

export const errorsOf = (answer: HttpAnswer): readonly VendorError[] =>
  errorList.safeParse(jsonOf(answer)).data?.errors ?? [];

const errorOf = (answer: HttpAnswer): VendorError | undefined => errorsOf(answer)[0];
