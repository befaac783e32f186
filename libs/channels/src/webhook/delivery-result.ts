import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { PushResult } from '../port/push-result.js';
import { isPage, receiverWords } from './receiver-words.js';

const NO_HEADER = '';

/** After 410 nothing is sent any more (CloudEvents, HTTP 1.1 Web Hooks §2.2; Standard Webhooks). */
export const GONE: PushResult = {
  kind: 'unauthorized',
  reason:
    'HTTP 410: the receiver wants no more deliveries, and gets none until the publisher starts anew; ' +
    'correct the url of the channel, or remove the channel',
};

/**
 * What an answer means for all rows of a delivery. Any success is a success, 202 included: whoever
 * accepts a delivery answers for it.
 *
 * @param secrets that no reason may repeat
 */
export function deliveryResult(
  rows: number,
  answer: HttpAnswer | Failure,
  secrets: readonly string[],
  now: Date,
): PushResult {
  if (answer.kind !== 'answer') return answer;
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return taken(rows, answer);
  if (status === 410) return GONE;
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) {
    return { kind: 'throttled', retryAfterMs: retryAfterMs(headers, NO_HEADER, now), hints: [] };
  }
  if (status >= 300 && status < 400) {
    const reason = `HTTP ${status}: redirects are not followed; correct the url of the channel`;
    return { kind: 'unavailable', reason };
  }
  return statusResult(status, receiverWords(answer, secrets));
}

function taken(rows: number, answer: HttpAnswer): PushResult {
  if (answer.body === undefined) {
    return { kind: 'unknown', reason: 'the answer is larger than a receiver has reason to send' };
  }
  if (isPage(answer)) return { kind: 'unknown', reason: 'the answer is a page for people' };
  const verdicts = Array.from({ length: rows }, () => ({ outcome: 'applied' }) as const);
  return { kind: 'answered', verdicts, hints: [] };
}
