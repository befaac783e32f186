import { formatQuantity, type Quantity } from '#domain';
import type { ExplainedDifference } from './explain-differences.js';

export interface VarianceAt {
  readonly levels: number;
  /** by how many units what is kept exceeds what the source says, as decimal text */
  readonly net: string;
}

/** How differences are spread: where, and how long ago anything changed there. */
export interface Variance {
  readonly byLocation: Readonly<Record<string, VarianceAt>>;
  readonly byAge: Readonly<Record<string, VarianceAt>>;
}

/** Differences that are left at one location, of one age. */
export interface PlaceVariance {
  readonly location: string;
  /** how long ago anything changed there */
  readonly age: string;
  readonly items: number;
  /** by how many units they are off, whichever way, as decimal text */
  readonly units: string;
}

const HOUR_MS = 3_600_000;
const AGES: readonly (readonly [name: string, belowMs: number])[] = [
  ['under 1 hour', HOUR_MS],
  ['under 1 day', 24 * HOUR_MS],
  ['under 7 days', 7 * 24 * HOUR_MS],
  ['under 30 days', 30 * 24 * HOUR_MS],
  ['older', Number.POSITIVE_INFINITY],
];

export const variance = (
  differences: readonly ExplainedDifference[],
  now = new Date(),
): Variance => ({
  byLocation: spread(differences, ({ location }) => location),
  byAge: spread(differences, ({ changedAt }) => ageOf(changedAt, now)),
});

/** The same by both at once, for metrics: what was mended is left out. */
export function varianceByPlace(
  differences: readonly ExplainedDifference[],
  now = new Date(),
): readonly PlaceVariance[] {
  const places = new Map<string, { skus: Set<string>; units: Quantity } & Place>();
  for (const { location, changedAt, sku, folded, stated, mended } of differences) {
    if (mended) continue;
    const place = { location, age: ageOf(changedAt, now) };
    const key = JSON.stringify(place);
    const { skus, units } = places.get(key) ?? { skus: new Set<string>(), units: 0n };
    const by = (folded ?? 0n) - (stated ?? 0n);
    places.set(key, { ...place, skus: skus.add(sku), units: units + (by < 0n ? -by : by) });
  }
  return [...places.values()].map(({ location, age, skus, units }) => ({
    location,
    age,
    items: skus.size,
    units: formatQuantity(units),
  }));
}

type Place = Pick<PlaceVariance, 'location' | 'age'>;

function ageOf(changedAt: Date | null, now: Date): string {
  if (changedAt === null) return 'never';
  const age = now.getTime() - changedAt.getTime();
  return AGES.find(([, below]) => age < below)?.[0] ?? 'older';
}

function spread(
  differences: readonly ExplainedDifference[],
  nameOf: (difference: ExplainedDifference) => string,
): Readonly<Record<string, VarianceAt>> {
  const sums = new Map<string, { levels: number; net: Quantity }>();
  for (const each of differences) {
    const { levels, net } = sums.get(nameOf(each)) ?? { levels: 0, net: 0n };
    const by = (each.folded ?? 0n) - (each.stated ?? 0n);
    sums.set(nameOf(each), { levels: levels + 1, net: net + by });
  }
  return Object.fromEntries(
    [...sums].map(([name, { levels, net }]) => [name, { levels, net: formatQuantity(net) }]),
  );
}
