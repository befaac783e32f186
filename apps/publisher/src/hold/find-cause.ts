import type { LocationTerms } from '#domain';
import type { DataSource } from 'typeorm';

/**
 * Why an item shows nothing.
 *
 * - `silent`: its sources are, for longer than the policy allows; nothing is sold of them on purpose.
 * - `unverified`: its sources may be wrong, and are read anew.
 * - `stock`: the sources say so themselves.
 */
export interface Cause {
  readonly kind: 'silent' | 'unverified' | 'stock';
  readonly text: string;
}

type LocationsTerms = Readonly<Record<string, LocationTerms>>;

const SELECT = `
  SELECT terms.content -> 'locations' AS locations
  FROM item JOIN availability_terms AS terms ON terms.version = split_part(item.policy_version, '+', 2)
  WHERE item.sku = ANY ($1) LIMIT 1`;

/** What led to zeros, by the terms that one of the items' numbers followed from (promise I7). */
export async function findCause(
  dataSource: DataSource,
  skus: readonly string[],
  pool: readonly string[],
): Promise<Cause> {
  const [row] = await dataSource.query<{ locations: LocationsTerms }[]>(SELECT, [skus]);
  return causeOf(row?.locations ?? {}, pool);
}

export function causeOf(locations: LocationsTerms, pool: readonly string[]): Cause {
  const places = pool.flatMap((location) => {
    const terms = locations[location];
    return terms ? [{ location, terms }] : [];
  });
  const silent = places.filter(({ terms }) => terms.freshness === 'withheld');
  const unverified = places.filter(({ terms }) => !terms.verified);
  const named = (found: typeof places) =>
    found.map(({ location, terms }) => `${location} (${terms.source ?? 'no source'})`).join(', ');
  if (unverified.length > 0) {
    const text = `not verified, and read anew: ${named(unverified)}`;
    return { kind: 'unverified', text };
  }
  if (silent.length > 0) {
    return { kind: 'silent', text: `silent for longer than the policy allows: ${named(silent)}` };
  }
  return { kind: 'stock', text: 'the sources themselves say that there is nothing left' };
}
