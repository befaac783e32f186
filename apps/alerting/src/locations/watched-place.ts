import type { Policy } from '#config';

/** A location as one source tells of it. */
export interface Place {
  readonly location: string;
  readonly source: string;
}

/** Every location with each of its sources: the one whose word counts, and those that stand in for it. */
export const watchedPlaces = ({ locations }: Pick<Policy, 'locations'>): Place[] =>
  Object.entries(locations).flatMap(([location, { source, fallbacks }]) =>
    [...new Set([source, ...fallbacks.map((fallback) => fallback.source)])].map((each) => ({
      location,
      source: each,
    })),
  );

export const placeKey = ({ location, source }: Place): string => JSON.stringify([location, source]);
