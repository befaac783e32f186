/** From well to worst. */
export const CONSUMER_STATUSES = ['OK', 'WARN', 'STOP', 'STALL', 'REWIND'] as const;

/**
 * How somebody reads a partition.
 *
 * - `WARN`: it moves, and what waits never gets less.
 * - `STOP`: it has stored nothing for longer than it takes it otherwise.
 * - `STALL`: it goes on storing, and stays where it is.
 * - `REWIND`: it went back.
 */
export type ConsumerStatus = (typeof CONSUMER_STATUSES)[number];

/** A partition at one look. */
export interface ConsumerLook {
  /** next offset whose effect is not stored */
  readonly offset: bigint;
  /** when it was last stored, milliseconds since 1970 */
  readonly storedAt: number;
  /** records that wait */
  readonly lag: bigint;
}

/** Fewer looks say nothing yet. */
export const WINDOW = 10;

/**
 * Judges by the rules of LinkedIn's Burrow, which need no threshold of lag: whether a backlog is bad is seen
 * by what becomes of it.
 *
 * 1. Nothing waited at some look: well, whatever else. A stage stores nothing while nothing comes, so this goes
 *    first; what it leaves lying from then on fills the window within {@link WINDOW} looks.
 * 2. The offset fell: `REWIND`.
 * 3. The last time it was stored is further away than that is from the first one: `STOP`.
 * 4. It was stored, and is the same: `STALL`.
 * 5. The lag never fell from one look to the next: `WARN`.
 *
 * @param looks the newest last, at even distances
 * @param now milliseconds since 1970
 */
export function consumerStatus(looks: readonly ConsumerLook[], now: number): ConsumerStatus {
  const window = looks.slice(-WINDOW);
  const [first, last] = [window[0], window.at(-1)];
  if (!first || !last || window.length < WINDOW) return 'OK';
  if (window.some(({ lag }) => lag <= 0n)) return 'OK';
  const steps = window.slice(1).map((look, at) => [window[at] ?? look, look] as const);
  if (steps.some(([before, after]) => after.offset < before.offset)) return 'REWIND';
  if (now - last.storedAt > last.storedAt - first.storedAt) return 'STOP';
  if (first.offset === last.offset) return 'STALL';
  if (steps.every(([before, after]) => after.lag >= before.lag)) return 'WARN';
  return 'OK';
}

/** A topic is read as badly as its worst partition. */
export const worstStatus = (statuses: readonly ConsumerStatus[]): ConsumerStatus =>
  CONSUMER_STATUSES.findLast((status) => statuses.includes(status)) ?? 'OK';
