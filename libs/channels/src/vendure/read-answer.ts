import type { z } from 'zod';
import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { PushResult } from '../port/push-result.js';
import { envelope } from './answers.js';
import { errorsResult } from './graph-errors.js';

const NO_MILLISECONDS = '';

/** What was asked for, or how the call ended without it. */
export type Answered<Data> = { readonly kind: 'data'; readonly data: Data } | PushResult;

/** Reads `data` of the shape that the request asked for. */
export function readAnswer<Data>(
  answer: HttpAnswer | Failure,
  shape: z.ZodType<Data>,
  now: Date,
): Answered<Data> {
  if (answer.kind !== 'answer') return answer;
  const { status, headers } = answer;
  // Vendure has no limit of its own; a proxy before it may.
  if (status === 429) {
    const retryAfter = retryAfterMs(headers, NO_MILLISECONDS, now);
    return { kind: 'throttled', retryAfterMs: retryAfter, hints: [] };
  }
  const { data: body } = envelope.safeParse(jsonOf(answer));
  if (body?.errors) return errorsResult(body.errors);
  if (status !== 200) return statusResult(status);
  const read = shape.safeParse(body?.data);
  return read.success ? { kind: 'data', data: read.data } : NOT_VENDURE;
}

const NOT_VENDURE = {
  kind: 'unknown',
  reason: 'the answer is not what Vendure sends',
} as const;
