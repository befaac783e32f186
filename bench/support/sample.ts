export type SourceId = 'pos' | 'wms';

/** One committed change. Times are milliseconds of the machine's clock. */
export interface Commit {
  readonly source: SourceId;
  readonly sku: string;
  /** rises with each change of the item, so it names the change */
  readonly quantity: number;
  readonly at: number;
}

/** A number of an item, seen somewhere behind the database. */
export type Sighting = Commit;

/**
 * Milliseconds from each commit until its number, or a newer one of the item, was seen.
 *
 * @throws Error when a committed change was never seen
 */
export function delays(commits: readonly Commit[], sightings: readonly Sighting[]): number[] {
  const seen = new Map<string, Sighting[]>();
  for (const sighting of sightings.toSorted((a, b) => a.at - b.at)) {
    const key = `${sighting.source}/${sighting.sku}`;
    seen.set(key, [...(seen.get(key) ?? []), sighting]);
  }
  return commits.map(({ source, sku, quantity, at }) => {
    const first = seen.get(`${source}/${sku}`)?.find((sighting) => sighting.quantity >= quantity);
    if (!first) throw new Error(`${source} ${sku} ${quantity} was committed and never seen`);
    return Math.max(0, first.at - at);
  });
}
