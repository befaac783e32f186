/** Sums of facts by measure and part, of one place over some days. */
export type Amounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** One sum. */
export interface Tally {
  readonly measure: string;
  /** what the measure is split by, such as a reason; `-` where by nothing */
  readonly part: string;
  readonly amount: number;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

/** Tallies of several days and places add up: nothing but sums is kept. */
export function addUp(tallies: Iterable<Tally>): Amounts {
  const amounts = new Map<string, Map<string, number>>();
  for (const { measure, part, amount } of tallies) {
    const parts = amounts.get(measure) ?? new Map<string, number>();
    parts.set(part, (parts.get(part) ?? 0) + amount);
    amounts.set(measure, parts);
  }
  return amounts;
}

export const partsOf = (amounts: Amounts, measure: string): ReadonlyMap<string, number> =>
  amounts.get(measure) ?? NOTHING;

/** @param parts the parts that count; left out: all of them */
export function total(amounts: Amounts, measure: string, parts?: readonly string[]): number {
  const known = partsOf(amounts, measure);
  const counted = parts ?? [...known.keys()];
  return counted.reduce((sum, part) => sum + (known.get(part) ?? 0), 0);
}

/** null: nothing to divide by, so that nothing is known */
export const ratio = (part: number, whole: number): number | null =>
  whole > 0 ? part / whole : null;
