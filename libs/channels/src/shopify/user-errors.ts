import type { LimitHint } from '../limiter/limit-dimension.js';
import type { PushResult, RowVerdict } from '../port/push-result.js';
import type { UserError } from './answers.js';

/** The same row would be rejected again. */
const REJECTED = /^(?:INVALID_|NON_MUTABLE_|NO_DUPLICATE_)/;

/**
 * What `userErrors` say of a call with so many rows.
 *
 * Shopify's schema has one group of changes for a call, and none where there are errors; it is silent
 * about rows beside a faulty one. They are taken for not applied by what is known, and read back to be
 * sure.
 */
export function userErrorsResult(
  rows: number,
  errors: readonly UserError[],
  hints: readonly LimitHint[],
): PushResult {
  const ofCall = errors.find((error) => rowOf(error) === undefined);
  if (ofCall) return callResult(ofCall);
  const verdicts = Array.from({ length: rows }, (_, row) =>
    rowVerdict(errors.filter((error) => rowOf(error) === row)),
  );
  return { kind: 'answered', verdicts, hints };
}

/** `["input", "quantities", "3", "inventoryItemId"]` is about row 3. */
function rowOf({ field }: UserError): number | undefined {
  const [, list, at] = field ?? [];
  return list === 'quantities' && at !== undefined && /^\d+$/.test(at) ? Number(at) : undefined;
}

/** An error of the whole call: of its idempotency key, its name, its reason, its document. */
function callResult({ code, message }: UserError): PushResult {
  const reason = `${code ?? 'no code'}: ${message}`;
  switch (code) {
    case 'IDEMPOTENCY_CONCURRENT_REQUEST':
      return { kind: 'unknown', reason };
    // The next attempt has a key of its own.
    case 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED':
      return { kind: 'unavailable', reason };
    default:
      return { kind: 'refused', code: code ?? 'user_error', reason };
  }
}

function rowVerdict(errors: readonly UserError[]): RowVerdict {
  const rejecting = errors.find(({ code }) => REJECTED.test(code ?? ''));
  if (rejecting) {
    return { outcome: 'rejected', code: rejecting.code ?? '', reason: rejecting.message };
  }
  const [other] = errors;
  const reason = other
    ? `${other.code ?? 'no code'}: ${other.message}`
    : 'not applied: another row of the same call was not taken';
  return { outcome: 'unknown', reason };
}
