import type { LocationSilence } from './location-silence.js';

/**
 * - `unverified`: its source lost something that no snapshot has repaired yet.
 * - `source-down`: its source sends no heartbeats, so nothing can be told of the location.
 * - `closed`: it does not trade now, or has only just opened.
 * - `stale`: it trades, its source lives, and it has been silent for longer than chance explains.
 * - `quiet`: silent for unusually long, not yet too long; or nothing is known of it.
 * - `fresh`: anything else.
 */
export const LOCATION_STATES = [
  'fresh',
  'quiet',
  'stale',
  'closed',
  'source-down',
  'unverified',
] as const;

export type LocationStaleness = (typeof LOCATION_STATES)[number];

export interface LocationCircumstances {
  readonly isSourceAlive: boolean;
  readonly isVerified: boolean;
  readonly isOpen: boolean;
  /** it had a change within the time that is remembered */
  readonly isKnown: boolean;
}

/** What is remembered of a location from look to look. Times in milliseconds since 1970. */
export interface LocationMemory {
  readonly state: LocationStaleness;
  readonly since: number;
  /** since when it has been stale without having proved itself well again; null: it is not */
  readonly staleSince: number | null;
  /** since when a stale location has had changes again; null: it has none */
  readonly provingSince: number | null;
}

export const newLocation = (now: number): LocationMemory => ({
  state: 'fresh',
  since: now,
  staleSince: null,
  provingSince: null,
});

/**
 * The next state. A stale location is well again after changes have come for a while: a feed that comes
 * and goes is told once, and closing time cures nothing. A dead source hides it, and does not make it
 * forgotten.
 *
 * @param recoverAfterSeconds how long changes must have come again
 */
export function nextLocationState(
  memory: LocationMemory,
  circumstances: LocationCircumstances,
  silence: Pick<LocationSilence, 'isStale' | 'isUnusual'>,
  recoverAfterSeconds: number,
  now: number,
): LocationMemory {
  const hiding = hiddenBy(circumstances);
  const kept = hiding ? memory : provenBy(memory, circumstances, silence, recoverAfterSeconds, now);
  const state = hiding ?? judged(kept, circumstances, silence);
  const since = state === memory.state ? memory.since : now;
  return { ...kept, state, since };
}

function hiddenBy(circumstances: LocationCircumstances): LocationStaleness | undefined {
  if (!circumstances.isVerified) return 'unverified';
  return circumstances.isSourceAlive ? undefined : 'source-down';
}

function provenBy(
  memory: LocationMemory,
  { isOpen }: LocationCircumstances,
  { isStale }: Pick<LocationSilence, 'isStale'>,
  recoverAfterSeconds: number,
  now: number,
): LocationMemory {
  if (isStale && (isOpen || memory.staleSince !== null)) {
    return { ...memory, staleSince: memory.staleSince ?? now, provingSince: null };
  }
  if (memory.staleSince === null) return memory;
  const provingSince = memory.provingSince ?? now;
  if (now - provingSince < recoverAfterSeconds * 1000) return { ...memory, provingSince };
  return { ...memory, staleSince: null, provingSince: null };
}

function judged(
  { staleSince }: LocationMemory,
  { isKnown, isOpen }: LocationCircumstances,
  { isUnusual }: Pick<LocationSilence, 'isUnusual'>,
): LocationStaleness {
  if (staleSince !== null) return 'stale';
  if (!isOpen) return 'closed';
  return isUnusual || !isKnown ? 'quiet' : 'fresh';
}
