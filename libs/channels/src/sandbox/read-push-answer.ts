import type { ListingQuantity, PushResult, RowVerdict } from '../channel-connector.js';
import type { JsonAnswer } from '../http/json-client.js';
import { retryAfterMs } from '../http/retry-after.js';
import type { LimitHint } from '../limiter/limit-dimension.js';
import { errorAnswer, putAnswer, throttledAnswer } from './answers.js';

const RESET_HEADER = 'x-ratelimit-reset-ms';

/** What an answer to a write means. */
export function readPushAnswer(
  rows: readonly ListingQuantity[],
  answer: JsonAnswer,
  now: Date,
): PushResult {
  const { status, headers, body } = answer;
  if (status === 200) return readResults(rows, body);
  if (status === 429) {
    const hints = hintsOf(throttledAnswer.safeParse(body).data?.cost);
    return { kind: 'throttled', retryAfterMs: retryAfterMs(headers, RESET_HEADER, now), hints };
  }
  const reason = `HTTP ${status}${said(body)}`;
  if (status === 400 || status === 413 || status === 422) {
    return { kind: 'refused', code: `http_${status}`, reason };
  }
  const isCertain = status >= 300 && status < 500;
  return { kind: isCertain ? 'unavailable' : 'unknown', reason };
}

function readResults(rows: readonly ListingQuantity[], body: unknown): PushResult {
  const answer = putAnswer.safeParse(body);
  if (!answer.success) {
    return { kind: 'unknown', reason: 'the answer is not what a marketplace sends' };
  }
  const results = new Map(answer.data.results.map((result) => [result.sku, result]));
  const verdicts = rows.map(({ sku }): RowVerdict => {
    const result = results.get(sku);
    if (!result) return { outcome: 'unknown', reason: 'the answer left the row out' };
    if (result.status === 'accepted') return { outcome: 'accepted' };
    return { outcome: 'rejected', code: result.code ?? 'rejected', reason: null };
  });
  return { kind: 'answered', verdicts, hints: hintsOf(answer.data.cost) };
}

const hintsOf = (cost: { available: number; restoreRate: number } | undefined): LimitHint[] =>
  cost ? [{ cost: 'points', available: cost.available, refillPerSecond: cost.restoreRate }] : [];

function said(body: unknown): string {
  const error = errorAnswer.safeParse(body).data?.error;
  return error ? `: ${error.code}, ${error.message.slice(0, 300)}` : '';
}
