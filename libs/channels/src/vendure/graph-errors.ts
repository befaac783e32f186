import type { PushResult } from '../port/push-result.js';
import type { GraphError } from './answers.js';

/**
 * The request is at fault, and nothing of it was applied: GraphQL's own checks come before the
 * execution, and the shop's own errors undo the transaction that a mutation is.
 */
const REFUSED = new Set([
  'BAD_USER_INPUT',
  'CHANNEL_NOT_FOUND',
  'ENTITY_NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'USER_INPUT_ERROR',
]);

const MOST_REASON = 300;

/** What `errors` say of a write. An error without a code may come from anywhere, also from after it. */
export function errorsResult(errors: readonly GraphError[]): PushResult {
  const codes = errors.map(({ extensions }) => extensions?.code ?? 'no code');
  const reason = `${codes[0]}: ${errors[0]?.message}`.slice(0, MOST_REASON);
  if (codes.includes('FORBIDDEN')) return { kind: 'unauthorized', reason };
  const [code] = codes;
  if (code !== undefined && codes.every((each) => REFUSED.has(each))) {
    return { kind: 'refused', code, reason };
  }
  return { kind: 'unknown', reason };
}
