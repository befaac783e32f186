import type { Listing } from './listing.js';

/** Commit time of the number that has waited longest; undefined: none waits. */
export function oldestWaiting(queues: readonly Iterable<Listing>[]): string | undefined {
  let oldest: string | undefined;
  for (const queue of queues) {
    for (const { waitingSince } of queue) {
      if (waitingSince === undefined) continue;
      if (oldest === undefined || waitingSince < oldest) oldest = waitingSince;
    }
  }
  return oldest;
}
