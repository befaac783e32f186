import { URGENCIES, type Urgency } from '#channels';
import type { Desired, Listing } from './listing.js';

/** One row in so many goes to who has waited longest, however much is more urgent: nothing starves. */
const FAIR_ONE_IN = 10;

/** Whether a listing may be written now; the answer counts, for rows of the same call share a quota. */
export type Admit = (listing: Listing, desired: Desired) => boolean;

/**
 * The rows of one call, what hurts most first.
 *
 * @param queues listings by urgency; within one, who has waited longest comes first
 * @param served rows that were sent before
 */
export function mostUrgent(
  queues: Readonly<Record<Urgency, Iterable<Listing>>>,
  limit: number,
  served: number,
  admit: Admit = () => true,
): Desired[] {
  const fair = Math.floor(((served % FAIR_ONE_IN) + limit) / FAIR_ONE_IN);
  const waiting = URGENCIES.map((urgency) => desiredOf(queues[urgency], admit));
  const rows: Desired[] = [];
  for (const queue of waiting) {
    while (rows.length < limit - fair) {
      const next = queue.next();
      if (next.done) break;
      rows.push(next.value.desired);
    }
  }
  return [...rows, ...longestWaiting(waiting, limit - rows.length)];
}

interface Waiting {
  readonly desired: Desired;
  readonly since: string;
}

function* desiredOf(listings: Iterable<Listing>, admit: Admit): Generator<Waiting, undefined> {
  for (const listing of listings) {
    const { desired, waitingSince } = listing;
    if (desired && admit(listing, desired)) {
      yield { desired, since: waitingSince ?? desired.recordedAt };
    }
  }
}

/** Of what the queues have left, by how long it has waited. */
function longestWaiting(queues: readonly Iterator<Waiting, undefined>[], limit: number): Desired[] {
  const rows: Desired[] = [];
  const heads = queues.map((queue) => queue.next().value);
  while (rows.length < limit) {
    const at = oldest(heads);
    const head = heads[at];
    if (!head) break;
    heads[at] = queues[at]?.next().value;
    rows.push(head.desired);
  }
  return rows;
}

/** @returns -1 when nobody waits */
function oldest(heads: readonly (Waiting | undefined)[]): number {
  let best = -1;
  for (const [at, head] of heads.entries()) {
    if (head && (best < 0 || head.since < (heads[best]?.since ?? ''))) best = at;
  }
  return best;
}
