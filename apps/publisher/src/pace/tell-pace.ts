import type { LimitReading } from '#channels';
import { first } from '../listings/first.js';
import type { Queue } from '../listings/listing.js';
import type { ListingQueues } from '../listings/listing-queues.js';
import { oldestWaiting } from '../listings/oldest-waiting.js';

/** How many listings wait in one lane, and for how long. */
export interface LaneLoad {
  readonly lane: Queue;
  readonly count: number;
  /** commit time of the number that has waited longest, UTC ISO 8601; null: none waits */
  readonly oldestSince: string | null;
  /** some of the listings */
  readonly samples: readonly string[];
}

/** How much of one limit is used; times in milliseconds. */
export interface LimitUse {
  readonly id: string;
  readonly scope: string;
  readonly counts: readonly string[];
  readonly cost: string;
  readonly capacity: number | null;
  readonly left: number;
  readonly fullInMs: number | null;
  readonly pausedMs: number;
}

export interface Pace {
  /** those in which something waits */
  readonly lanes: readonly LaneLoad[];
  readonly limits: readonly LimitUse[];
}

const SAMPLES = 3;
/** Buckets refill by fractions, which nobody wants to read. */
const rounded = (number: number): number => Math.round(number * 10) / 10;

/** What holds a channel's numbers up just now: its lanes and its limits. */
export function paceOf(queues: ListingQueues, limits: readonly LimitReading[]): Pace {
  const lanes = Object.entries(queues.all) as [Queue, ReadonlySet<{ sku: string }>][];
  return {
    lanes: lanes
      .filter(([, { size }]) => size > 0)
      .map(([lane, { size }]) => ({
        lane,
        count: size,
        oldestSince: oldestWaiting([queues.all[lane]]) ?? null,
        samples: first(queues.all[lane], SAMPLES).map(({ sku }) => sku),
      })),
    limits: limits.map(({ dimension: { id, scope, counts, cost }, ...reading }) => ({
      id,
      scope,
      counts,
      cost,
      ...reading,
      left: rounded(reading.left),
    })),
  };
}
