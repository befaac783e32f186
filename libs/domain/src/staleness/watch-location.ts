import type { Calendar } from './calendar.js';
import type { Usual } from './learn-usual.js';
import { locationSilence, type LocationSilence, type StalenessRule } from './location-silence.js';
import { nextLocationState, type LocationMemory } from './location-state.js';

/** What is known of a location now. Times in milliseconds since 1970. */
export interface LocationSigns {
  /** commit time of its newest change; null: none within the time that is remembered */
  readonly lastChangeAt: number | null;
  /** since when its source has sent heartbeats without a gap; null: it is silent */
  readonly sourceAliveSince: number | null;
  readonly isVerified: boolean;
}

export interface LocationRule extends StalenessRule {
  /** after opening, for so long nobody is alarmed */
  readonly graceSeconds: number;
  readonly recoverAfterSeconds: number;
}

/** What does not change from look to look. */
export interface WatchedLocation {
  readonly calendar: Calendar;
  readonly usual: Usual;
  readonly rule: LocationRule;
}

export interface LocationLook {
  readonly memory: LocationMemory;
  readonly silence: LocationSilence;
}

/** One look at a location. Silence counts from its last change, or from when its source came back. */
export function watchLocation(
  memory: LocationMemory,
  { calendar, usual, rule }: WatchedLocation,
  { lastChangeAt, sourceAliveSince, isVerified }: LocationSigns,
  now: number,
): LocationLook {
  const since = Math.max(lastChangeAt ?? sourceAliveSince ?? now, sourceAliveSince ?? 0);
  const silence = locationSilence(usual, rule, calendar, since, now);
  const openedAt = calendar.openedAt(now);
  const circumstances = {
    isSourceAlive: sourceAliveSince !== null,
    isVerified,
    isOpen: openedAt !== null && now - openedAt >= rule.graceSeconds * 1000,
    isKnown: lastChangeAt !== null,
  };
  return {
    memory: nextLocationState(memory, circumstances, silence, rule.recoverAfterSeconds, now),
    silence,
  };
}
