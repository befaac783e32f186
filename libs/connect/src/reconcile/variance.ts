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
