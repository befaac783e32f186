import type { Policy } from './policy.js';

/** Every name by which a source calls a location of the policy, with the location's id. */
export function placesOf(policy: Policy, source: string): ReadonlyMap<string, string> {
  const places = Object.entries(policy.locations).flatMap(([id, location]) =>
    [location, ...location.fallbacks]
      .filter((place) => place.source === source)
      .map(({ name }) => [name, id] as const),
  );
  return new Map(places);
}
