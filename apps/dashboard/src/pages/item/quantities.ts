import type { Explain } from '../../../../api/src/explain/explain.schema.js';

/** Stock for sale over time. */
export interface Quantities {
  /** seconds since 1970, rising */
  readonly times: readonly number[];
  readonly series: readonly {
    readonly location: string;
    /** at each time, what is there from then on */
    readonly units: readonly number[];
  }[];
}

const BUCKET = 'available_base';

/**
 * What every location had, from now backwards: each change of the ledger is taken back in turn.
 *
 * @returns undefined where fewer than two moments are known
 */
export function quantitiesOf(explain: Explain): Quantities | undefined {
  const lines = explain.ledger.filter(({ bucket }) => bucket === BUCKET);
  const oldest = lines.at(-1);
  if (!oldest) return undefined;
  const moments = lines.map(({ appliedAt }) => seconds(appliedAt));
  const times = [...new Set([seconds(oldest.appliedAt) - 1, ...moments, seconds(explain.at)])];
  times.sort((a, b) => a - b);
  if (times.length < 2) return undefined;
  const series = countingPositions(explain).map(({ location, source, buckets }) => {
    const own = lines.filter((line) => line.location === location && line.row.system === source);
    const units = times.map((time) => own.reduce(takenBack(time), Number(buckets[BUCKET])));
    return { location, units };
  });
  return { times, series };
}

const seconds = (at: string): number => Date.parse(at) / 1000;

/** The value at a time is the value now less whatever came after. */
const takenBack =
  (time: number) =>
  (value: number, { appliedAt, change }: Explain['ledger'][number]): number =>
    seconds(appliedAt) > time ? value - Number(change) : value;

/** Of several sources of a location, the one that counts: the others are told as variances. */
function countingPositions({ positions, variances }: Explain): Explain['positions'] {
  const seen = new Set<string>();
  return positions.filter(({ location, source }) => {
    const isOther = variances.some((one) => one.location === location && one.source === source);
    if (isOther || seen.has(location)) return false;
    seen.add(location);
    return true;
  });
}
