import type { Locations } from '../../../api/src/locations/location.schema.js';

export type StalenessState = 'fresh' | 'quiet' | 'stale' | 'closed' | 'source-down' | 'unverified';

/** What an API that judges each location by its usual pace says of it. */
export interface Staleness {
  readonly state: StalenessState;
  readonly since: string | null;
  readonly silentSeconds: number | null;
  readonly thresholdSeconds: number | null;
}

export type StalenessOf = Locations['locations'][number] & {
  /** undefined: the API tells only whether the source is silent */
  readonly staleness?: Staleness | null;
};

/** A location's usual pace, by hour of the week: 0 is Monday from midnight. */
export interface LocationHours {
  readonly hours: readonly {
    readonly hourOfWeek: number;
    readonly changesPerHour: number;
    readonly thresholdSeconds: number | null;
  }[];
}
