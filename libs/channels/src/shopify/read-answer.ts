import type { z } from 'zod';
import type { HttpAnswer } from '../http/http-client.js';
import type { Failure } from '../http/failure.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { LimitHint } from '../limiter/limit-dimension.js';
import type { PushResult } from '../port/push-result.js';
import { envelope, plainError } from './answers.js';
import { hintsOf, pauseOf } from './call-cost.js';
import { errorsResult } from './graph-errors.js';

/** Under 430 Shopify took the calls for an attack (shopify.dev/docs/api/usage/response-codes). */
const SECURITY_REJECTION = 430;
const SECURITY_PAUSE_MS = 60_000;
/** Shopify tells pauses in seconds only. */
const NO_MILLISECONDS = '';

/** What was asked for, or how the call ended without it. */
export type Answered<Data> =
  { readonly kind: 'data'; readonly data: Data; readonly hints: readonly LimitHint[] } | PushResult;

/** Reads `data` of the shape that the request asked for. */
export function readAnswer<Data>(
  answer: HttpAnswer | Failure,
  shape: z.ZodType<Data>,
  now: Date,
): Answered<Data> {
  if (answer.kind !== 'answer') return answer;
  const { status, headers } = answer;
  const body = jsonOf(answer);
  if (status === 429 || status === SECURITY_REJECTION) {
    const asked = retryAfterMs(headers, NO_MILLISECONDS, now);
    const pauseMs = status === 429 ? asked : Math.max(asked, SECURITY_PAUSE_MS);
    return { kind: 'throttled', retryAfterMs: pauseMs, hints: hintsIn(body) };
  }
  if (status !== 200) return statusResult(status, plainError.safeParse(body).data?.errors);
  return readBody(body, shape);
}

function readBody<Data>(body: unknown, shape: z.ZodType<Data>): Answered<Data> {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return notShopify();
  const { data, errors, extensions } = parsed.data;
  const hints = hintsOf(extensions?.cost);
  if (errors) return errorsResult(errors, hints, pauseOf(extensions?.cost));
  const read = shape.safeParse(data);
  return read.success ? { kind: 'data', data: read.data, hints } : notShopify();
}

const notShopify = () =>
  ({ kind: 'unknown', reason: 'the answer is not what Shopify sends' }) as const;

const hintsIn = (body: unknown) => hintsOf(envelope.safeParse(body).data?.extensions?.cost);
