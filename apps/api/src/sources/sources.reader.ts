import { POLICY, SETTINGS, type Policy, type Settings } from '#config';
import { cdcPrefixes } from '#contracts';
import { sourceSilence } from '#domain';
import { sourceSigns, type SourceSigns } from '#storage';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase } from '../database/read-database.js';
import { ageOrNull, iso, isoOrNull, secondsBetween } from '../format/instants.js';
import type { PlaceRow } from '../locations/location.queries.js';
import { PlacesReader } from '../locations/places.reader.js';
import type { SourceStatus } from './source.schema.js';
import { readTrust, trustOf } from './trust.queries.js';

/** Whether every source of the policy is alive (promise I9), and when it last changed stock. */
@Injectable()
export class SourcesReader {
  private readonly listeningSince = new Date();

  constructor(
    private readonly database: ReadDatabase,
    private readonly places: PlacesReader,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read(): Promise<SourceStatus[]> {
    const prefixes = cdcPrefixes(Object.keys(this.policy.sources).sort(), this.settings.namespace);
    const [[signs, trusts], places] = await Promise.all([
      this.database.snapshot(
        async (db) => [await sourceSigns(db, prefixes), await readTrust(db)] as const,
      ),
      this.places.read(),
    ]);
    const now = new Date();
    return signs.map((sign) => ({
      ...this.statusOf(sign, newestChange(places, sign.source), now),
      trust: trustOf(trusts, sign.source),
    }));
  }

  private statusOf(
    { source, beatAt, seenAt, arrivedAt }: SourceSigns,
    lastChange: Date | null,
    now: Date,
  ): Omit<SourceStatus, 'trust'> {
    const { pack = '', staleAfterSeconds = 0 } = this.policy.sources[source] ?? {};
    const heard = { heardAt: seenAt, arrivedAt, listeningSince: this.listeningSince };
    return {
      source,
      pack,
      stale: sourceSilence({ ...heard, staleAfterSeconds }, now).state === 'stale',
      staleAfterSeconds,
      heartbeat:
        beatAt && seenAt
          ? {
              beatAt: iso(beatAt),
              seenAt: iso(seenAt),
              ageSeconds: secondsBetween(seenAt, now),
              travelSeconds: secondsBetween(beatAt, seenAt),
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
