const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses before each further attempt (Standard Webhooks 1.0.0, Deliverability and reliability). */
export const SUGGESTED_PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** As a part of the pause before an attempt. */
const MOST_JITTER = 0.1;

/** A receiver that has taken nothing for a while. */
export interface Outage {
  /** attempts that failed since the last one that did not, at least 1 */
  readonly failures: number;
  readonly firstFailedAt: Date;
}

export type NextDelivery =
  | { readonly kind: 'retry'; readonly at: Date }
  /** the schedule is used up: nothing more is sent until somebody says so, who is to be told now */
  | { readonly kind: 'disabled' };

/** The suggested attempts up to a time, and a last one then. @param mostMs since the first failure */
export function pausesWithin(mostMs: number): readonly number[] {
  const pauses: number[] = [];
  let leftMs = mostMs;
  for (const pauseMs of SUGGESTED_PAUSES_MS) {
    if (pauseMs >= leftMs) break;
    pauses.push(pauseMs);
    leftMs -= pauseMs;
  }
  return leftMs > 0 ? [...pauses, leftMs] : pauses;
}

/**
 * When a receiver that has just failed is tried again. It is tried with what is newest then, not with
 * what failed: the schedule is the receiver's, not a message's.
 *
 * Times count from the first failure. One that passed while nobody was there to try is not made up for;
 * when all of them passed, the attempts that are left keep their pauses from now on.
 *
 * @param jitter from 0 to 1: how much of a tenth of its pause an attempt is put off
 * @param pausesMs between attempts
 */
export function nextDelivery(
  { failures, firstFailedAt }: Outage,
  now: Date,
  jitter: number,
  pausesMs: readonly number[] = SUGGESTED_PAUSES_MS,
): NextDelivery {
  const own = pausesMs[failures - 1];
  if (own === undefined) return { kind: 'disabled' };
  let sinceMs = firstFailedAt.getTime();
  for (const [index, pauseMs] of pausesMs.entries()) {
    sinceMs += pauseMs;
    const at = sinceMs + jitter * MOST_JITTER * pauseMs;
    if (index + 1 >= failures && at > now.getTime()) return { kind: 'retry', at: new Date(at) };
  }
  return { kind: 'retry', at: new Date(now.getTime() + own * (1 + jitter * MOST_JITTER)) };
}
