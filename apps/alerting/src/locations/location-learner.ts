import { calendarsOf, POLICY, type Policy } from '#config';
import { learnUsual, type Usual } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { activeHours } from './activity.queries.js';
import { UsualRepository, type LearntUsual } from './usual.repository.js';
import { placeKey, watchedPlaces, type Place } from './watched-place.js';

const LEARNT_DAYS = 28;
const DAY_MS = 86_400_000;
/** What is usual changes by the week; in the first days it is soon outgrown. */
const LEARN_EVERY_MS = 6 * 3_600_000;
const LEARN_FIRST_EVERY_MS = 3_600_000;
const FIRST_HOURS = 50;
/** So that a look does not take long. */
const PLACES_A_STEP = 10;

/** Learns what is usual at each location, a few locations at a time, whichever have waited longest. */
@Injectable()
export class LocationLearner {
  private readonly places: readonly Place[];
  private readonly calendars: ReturnType<typeof calendarsOf>;
  private learnt: Map<string, LearntUsual> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly usuals: UsualRepository,
    @Inject(POLICY) policy: Policy,
  ) {
    this.places = watchedPlaces(policy);
    this.calendars = calendarsOf(policy);
  }

  usualOf(place: Place): Usual | undefined {
    return this.learnt?.get(placeKey(place))?.usual;
  }

  async step(now: Date): Promise<void> {
    this.learnt ??= await this.usuals.all();
    for (const place of this.due(now).slice(0, PLACES_A_STEP)) await this.learn(place, now);
  }

  private due(now: Date): Place[] {
    const learntAt = (place: Place): number =>
      this.learnt?.get(placeKey(place))?.learntAt.getTime() ?? 0;
    const everyMs = (place: Place): number =>
      (this.usualOf(place)?.pace.hours ?? 0) < FIRST_HOURS ? LEARN_FIRST_EVERY_MS : LEARN_EVERY_MS;
    return this.places
      .filter((place) => now.getTime() - learntAt(place) >= everyMs(place))
      .sort((a, b) => learntAt(a) - learntAt(b));
  }

  private async learn(place: Place, now: Date): Promise<void> {
    const calendar = this.calendars.get(place.location);
    if (!calendar) throw new Error(`${place.location} has no calendar`);
    const since = new Date(now.getTime() - LEARNT_DAYS * DAY_MS);
    const hours = await activeHours(this.dataSource.manager, place, since);
    // before the first change nobody may have been listening
    const from = hours[0]?.startsAt ?? now.getTime();
    const usual = learnUsual(hours, calendar, from, now.getTime());
    await this.usuals.save(place, usual, now);
    this.learnt?.set(placeKey(place), { usual, learntAt: now });
  }
}
