import type { Policy } from '#config';
import type { KpiDimension } from '#domain';
import type { Subject } from './to-kpi-value.js';

/** Everything that the policy names of a dimension, and whatever else there are facts of. */
export function subjectsOf(
  { channels, locations, sources, vendors }: Policy,
  dimension: KpiDimension,
  known: readonly Subject[],
): readonly Subject[] {
  const declared: Readonly<Record<KpiDimension, readonly string[]>> = {
    all: ['-'],
    location: Object.keys(locations),
    channel: Object.keys(channels),
    source: Object.keys(sources),
    vendor: Object.keys(vendors).filter((vendor) => vendor !== 'default'),
  };
  const found = known.filter((one) => one.dimension === dimension).map(({ subject }) => subject);
  return [...new Set([...declared[dimension], ...found])]
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((subject) => ({ dimension, subject }));
}
