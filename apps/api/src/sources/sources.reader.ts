import { POLICY, type Policy } from '#config';
import { sourceSilence } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase } from '../database/read-database.js';
import { ageOrNull, iso, isoOrNull, secondsBetween } from '../format/instants.js';
import type { PlaceRow } from '../locations/location.queries.js';
import { PlacesReader } from '../locations/places.reader.js';
import { heartbeats, type HeartbeatRow } from './source.queries.js';
import type { SourceStatus } from './source.schema.js';

/** Whether every source of the policy is alive (promise I9), and when it last changed stock. */
@Injectable()
export class SourcesReader {
  private readonly listeningSince = new Date();

  constructor(
    private readonly database: ReadDatabase,
    private readonly places: PlacesReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  async read(): Promise<SourceStatus[]> {
    const [beats, places] = await Promise.all([
      this.database.snapshot(heartbeats),
      this.places.read(),
    ]);
    const now = new Date();
    return Object.keys(this.policy.sources)
      .sort()
      .map((source) =>
        this.statusOf(
          source,
          beats.find((beat) => beat.source === source),
          newestChange(places, source),
          now,
        ),
      );
  }

  private statusOf(
    source: string,
    beat: HeartbeatRow | undefined,
    lastChange: Date | null,
    now: Date,
  ): SourceStatus {
    const { pack = '', staleAfterSeconds = 0 } = this.policy.sources[source] ?? {};
    const heard = { heardAt: beat?.seen_at ?? null, listeningSince: this.listeningSince };
    return {
      source,
      pack,
      stale: sourceSilence({ ...heard, staleAfterSeconds }, now).state === 'stale',
      staleAfterSeconds,
      heartbeat: beat
        ? {
            beatAt: iso(beat.beat_at),
            seenAt: iso(beat.seen_at),
            ageSeconds: secondsBetween(beat.seen_at, now),
            travelSeconds: secondsBetween(beat.beat_at, beat.seen_at),
          }
        : null,
      lastChangeAt: isoOrNull(lastChange),
      lastChangeAgeSeconds: ageOrNull(lastChange, now),
      locations: Object.keys(this.policy.locations)
        .filter((location) => this.policy.locations[location]?.source === source)
        .sort(),
    };
  }
}

function newestChange(places: readonly PlaceRow[], source: string): Date | null {
  const times = places
    .filter((place) => place.source === source)
    .map((place) => place.last_change_at.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}
