import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { LimitHint } from '../limiter/limit-dimension.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult, RowVerdict } from '../port/push-result.js';
import { errorAnswer, putAnswer, throttledAnswer } from './answers.js';

export const RESET_HEADER = 'x-ratelimit-reset-ms';

/** What an answer to a write means. */
export function readPushAnswer(
  rows: readonly Pick<ListingRow, 'sku'>[],
  answer: HttpAnswer,
  now: Date,
): PushResult {
  const { status, headers } = answer;
  const body = jsonOf(answer);
  if (status === 200) return readResults(rows, body);
  if (status === 429) {
    const hints = hintsOf(throttledAnswer.safeParse(body).data?.cost);
    return { kind: 'throttled', retryAfterMs: retryAfterMs(headers, RESET_HEADER, now), hints };
  }
  return statusResult(status, said(body));
}

function readResults(rows: readonly Pick<ListingRow, 'sku'>[], body: unknown): PushResult {
  const answer = putAnswer.safeParse(body);
  if (!answer.success) {
    return { kind: 'unknown', reason: 'the answer is not what a marketplace sends' };
  }
  const results = new Map(answer.data.results.map((result) => [result.sku, result]));
  const verdicts = rows.map(({ sku }): RowVerdict => {
    const result = results.get(sku);
    if (!result) return { outcome: 'unknown', reason: 'the answer left the row out' };
    if (result.status === 'accepted') return { outcome: 'applied' };
    return { outcome: 'rejected', code: result.code ?? 'rejected', reason: null };
  });
  return { kind: 'answered', verdicts, hints: hintsOf(answer.data.cost) };
}

const hintsOf = (cost: { available: number; restoreRate: number } | undefined): LimitHint[] =>
  cost ? [{ cost: 'points', available: cost.available, refillPerSecond: cost.restoreRate }] : [];

function said(body: unknown): string {
  const error = errorAnswer.safeParse(body).data?.error;
  return error ? `${error.code}, ${error.message}` : '';
}
