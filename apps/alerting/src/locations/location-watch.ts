import { calendarsOf, POLICY, type Policy } from '#config';
import {
  newLocation,
  NOTHING_USUAL,
  watchLocation,
  type LocationMemory,
  type LocationRule,
  type LocationSigns,
} from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newestChanges } from './activity.queries.js';
import { LocationLearner } from './location-learner.js';
import { LocationStateRepository, type WatchedState } from './location-state.repository.js';
import type { SourceStanding } from './source-standings.js';
import { placeKey, watchedPlaces, type Place } from './watched-place.js';

const DAY_MS = 86_400_000;
const REMEMBERED_DAYS = 35;
/** A change may be applied some time after its commit. */
const LOOK_BACK_MS = 2 * 3_600_000;

/** A minute after its time, a silence must have been found. */
const LOOK_EVERY_MS = 5_000;

/** Looks at every location with each of its sources. */
@Injectable()
export class LocationWatch {
  private readonly places: readonly Place[];
  private readonly calendars: ReturnType<typeof calendarsOf>;
  private memories: Map<string, LocationMemory> | undefined;
  private readonly lastChanges = new Map<string, number>();
  private lookedAt: Date | undefined;
  private found: readonly WatchedState[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly states: LocationStateRepository,
    private readonly learner: LocationLearner,
    @Inject(POLICY) private readonly policy: Policy,
  ) {
    this.places = watchedPlaces(policy);
    this.calendars = calendarsOf(policy);
  }

  /** @returns what was found now, or a moment ago */
  async look(
    standings: ReadonlyMap<string, SourceStanding>,
    now: Date,
  ): Promise<readonly WatchedState[]> {
    if (this.lookedAt && now.getTime() - this.lookedAt.getTime() < LOOK_EVERY_MS) return this.found;
    this.memories ??= await this.states.memories();
    await this.learner.step(now);
    await this.hear(now);
    const states = this.places.map((place) => this.stateOf(place, standings, now));
    await this.states.save(states, now);
    for (const state of states) this.memories.set(placeKey(state), state.memory);
    this.found = states;
    return states;
  }

  /** The first look goes back as far as is remembered. */
  private async hear(now: Date): Promise<void> {
    const back = this.lookedAt ? LOOK_BACK_MS : REMEMBERED_DAYS * DAY_MS;
    const since = new Date((this.lookedAt ?? now).getTime() - back);
    for (const change of await newestChanges(this.dataSource.manager, since)) {
      const key = placeKey(change);
      const known = this.lastChanges.get(key) ?? 0;
      this.lastChanges.set(key, Math.max(known, change.lastAt.getTime()));
    }
    this.lookedAt = now;
  }

  private stateOf(
    place: Place,
    standings: ReadonlyMap<string, SourceStanding>,
    now: Date,
  ): WatchedState {
    const at = now.getTime();
    const key = placeKey(place);
    const calendar = this.calendars.get(place.location);
    if (!calendar) throw new Error(`${place.location} has no calendar`);
    const standing = standings.get(place.source) ?? { aliveSince: null, isVerified: true };
    const signs: LocationSigns = {
      lastChangeAt: this.lastChanges.get(key) ?? null,
      sourceAliveSince: standing.aliveSince,
      isVerified: standing.isVerified,
    };
    const usual = this.learner.usualOf(place) ?? NOTHING_USUAL;
    const watched = { calendar, usual, rule: ruleOf(this.policy, place.location) };
    const memory = this.memories?.get(key) ?? newLocation(at);
    const look = watchLocation(memory, watched, signs, at);
    return {
      ...place,
      memory: look.memory,
      lastChangeAt: signs.lastChangeAt,
      silentSeconds: look.silence.silentSeconds,
      thresholdSeconds: look.silence.thresholdSeconds,
    };
  }
}

function ruleOf({ staleness, locations }: Policy, location: string): LocationRule {
  const minutes = locations[location]?.staleAfterMinutes;
  return {
    graceSeconds: staleness.graceMinutes * 60,
    leastSeconds: staleness.leastMinutes * 60,
    mostSeconds: staleness.mostHours * 3_600,
    fixedSeconds: minutes === undefined ? null : minutes * 60,
    recoverAfterSeconds: staleness.recoverAfterSeconds,
  };
}
