import type { LimitHint } from '../limiter/limit-dimension.js';
import type { PushResult } from '../port/push-result.js';
import type { GraphError } from './answers.js';

/**
 * The request itself is at fault, and was not executed: Shopify's own codes in capitals, those of
 * GraphQL's validation in camel case, such as `undefinedField`.
 */
const REFUSED =
  /^(?:BAD_REQUEST|INVALID_FIELD_ARGUMENTS|INVALID_VARIABLE|MAX_(?:COST|INPUT_SIZE)_EXCEEDED|[a-z][A-Za-z]*)$/;

const MOST_REASON = 300;

/**
 * What `errors` beside or instead of `data` say of a write. What is not known to come before the
 * execution may have come after it.
 */
export function errorsResult(
  errors: readonly GraphError[],
  hints: readonly LimitHint[],
  pauseMs: number,
): PushResult {
  const codes = errors.map(({ extensions }) => extensions?.code ?? 'no code');
  const reason = `${codes[0]}: ${errors[0]?.message}`.slice(0, MOST_REASON);
  if (codes.includes('THROTTLED')) return { kind: 'throttled', retryAfterMs: pauseMs, hints };
  if (codes.includes('ACCESS_DENIED')) return { kind: 'unauthorized', reason };
  if (codes.includes('SHOP_INACTIVE')) return { kind: 'unavailable', reason };
  const [code] = codes;
  if (code !== undefined && codes.every((each) => REFUSED.test(each))) {
    return { kind: 'refused', code, reason };
  }
  return { kind: 'unknown', reason };
}
