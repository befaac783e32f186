import { nearest, POLICY, type Policy } from '#config';
import { thresholdSeconds } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase } from '../database/read-database.js';
import { isoOrNull } from '../format/instants.js';
import { unknownLocation } from '../http/problem.js';
import type { LocationHours } from './location.schema.js';
import { usualOf, type UsualRow } from './staleness.queries.js';

/** What is usual at a location, hour by hour of its week. */
@Injectable()
export class LocationHoursReader {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @throws ProblemException 404: the policy names no such location */
  async read(location: string): Promise<LocationHours> {
    const declared = this.policy.locations[location];
    if (!declared) {
      throw unknownLocation(location, nearest(location, Object.keys(this.policy.locations)));
    }
    const { source, calendar, staleAfterMinutes } = declared;
    const usual = await this.database.snapshot((db) => usualOf(db, location, source));
    return {
      location,
      source,
      timeZone: this.policy.calendars[calendar ?? '']?.timeZone ?? 'UTC',
      learntAt: isoOrNull(usual?.learnt_at ?? null),
      hours: usual ? this.hoursOf(usual, staleAfterMinutes) : [],
    };
  }

  private hoursOf({ per_hour, unlikely_gap }: UsualRow, fixedMinutes: number | undefined) {
    const { leastMinutes, mostHours } = this.policy.staleness;
    const rule = { leastSeconds: leastMinutes * 60, mostSeconds: mostHours * 3_600 };
    return per_hour.map((activeMinutes, hourOfWeek) => ({
      hourOfWeek,
      activeMinutes,
      thresholdSeconds:
        fixedMinutes === undefined
          ? thresholdSeconds(activeMinutes, unlikely_gap, rule)
          : fixedMinutes * 60,
    }));
  }
}
