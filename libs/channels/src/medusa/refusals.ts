import type { Failure } from '../http/failure.js';
import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import { statusResult } from '../http/status-result.js';
import type { NotNow, PushResult } from '../port/push-result.js';
import { refusal } from './answers.js';

/** Medusa knows no limits; whoever stands before the shop tells pauses in seconds. */
const NO_MILLISECONDS = '';

/** The database undid the write for the sake of another one; Medusa says that it may be repeated. */
const CONFLICT = 409;

/** What an answer without success means for a write. */
export function writeRefusal(answer: HttpAnswer): PushResult {
  const { status } = answer;
  if (status === 429) return throttled(answer);
  if (status === CONFLICT) return { kind: 'unavailable', reason: `HTTP ${status}` };
  const error = refusal.safeParse(jsonOf(answer)).data;
  const result = statusResult(status, error?.message);
  return result.kind === 'refused' && error?.type ? { ...result, code: error.type } : result;
}

/** What an answer without success means for a call that changes no quantity. */
export function readRefusal(answer: HttpAnswer): NotNow {
  if (answer.status === 429) return throttled(answer);
  const result = writeRefusal(answer);
  if (result.kind === 'unauthorized') return result;
  const reason = 'reason' in result ? result.reason : `HTTP ${answer.status}`;
  return { kind: 'unavailable', reason };
}

/** A call that changes no quantity failed: whatever became of it, nothing was applied. */
export const nothingApplied = ({ reason }: Failure): NotNow => ({ kind: 'unavailable', reason });

export const oddAnswer = (what: string): NotNow => ({
  kind: 'unavailable',
  reason: `${what}: the answer is not what Medusa sends`,
});

const throttled = ({ headers }: HttpAnswer): NotNow => ({
  kind: 'throttled',
  retryAfterMs: retryAfterMs(headers, NO_MILLISECONDS, new Date()),
  hints: [],
});
