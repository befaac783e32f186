import type { Sent } from '#notifications';
import type { GroupState } from './group-state.js';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** @param fingerprint of what was sent; the group keeps that of its first notification */
export const afterTaken = (state: GroupState, fingerprint: string, now: Date): GroupState => ({
  fingerprint: state.fingerprint ?? fingerprint,
  round: state.round + 1,
  waitingSince: null,
  toldAt: now,
  failures: 0,
  failingSince: null,
  notBefore: null,
});

/**
 * Tried again after 5, 10, 20 … 300 s, and not before the receiver wants it, for as long as there is
 * something to tell.
 */
export function afterFailure(
  state: GroupState,
  { retryAfterMs }: Extract<Sent, { kind: 'failed' }>,
  now: Date,
): GroupState {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** state.failures, LONGEST_PAUSE_MS);
  const askedMs = Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS);
  return {
    ...state,
    failures: state.failures + 1,
    failingSince: state.failingSince ?? now,
    notBefore: new Date(now.getTime() + Math.max(pauseMs, askedMs)),
  };
}
