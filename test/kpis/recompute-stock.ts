import type { TestRow } from '../support/rows.js';
import { dayAt, type MonthFacts } from './month-facts.js';

/** Which facts count: of these days, and of this subject of a dimension. */
export interface Scope {
  readonly dimension: string;
  readonly subject: string;
  readonly within: (day: string) => boolean;
}

/** Undefined: no facts. */
export type Recomputed = Readonly<Record<string, number | undefined>>;

export const sumOf = <T>(rows: readonly T[], valueOf: (row: T) => unknown): number =>
  rows.reduce((sum, row) => sum + Number(valueOf(row)), 0);

export const share = (part: number, whole: number): number | undefined =>
  whole > 0 ? part / whole : undefined;

const POOLS: Readonly<Record<string, readonly string[]>> = {
  bazaar: ['leeds', 'depot'],
  emporium: ['depot'],
};

const isOf = ({ dimension, subject }: Scope, row: TestRow): boolean =>
  dimension === 'all' ||
  row[dimension] === subject ||
  (dimension === 'channel' && (POOLS[subject] ?? []).includes(String(row['location'])));

const unitsOf = (row: TestRow): number =>
  row['bucket'] === null ? Number(row['contributes']) : -Number(row['change']);

/** What the raw lines, comparisons and purchase orders say, one by one. */
export function recomputeStock(facts: MonthFacts, scope: Scope): Recomputed {
  const streamed = facts.lines.filter((row) => row['op'] !== 'r' && isOf(scope, row));
  const lines = streamed.filter((row) => scope.within(dayAt(row['occurred_at'], row['location'])));
  const counts = lines.filter(({ kind }) => kind === 'cycle_count');
  const lost = lines.filter(({ kind }) =>
    ['shrink', 'damage', 'cycle_count'].includes(String(kind)),
  );
  const compared = facts.comparisons.filter(
    (row) => isOf(scope, row) && scope.within(dayAt(row['at'])),
  );
  const sold = sumOf(
    lines.filter(({ kind }) => kind === 'sale'),
    unitsOf,
  );
  return {
    reconciliation_variance: share(
      sumOf(counts, ({ change }) => Math.abs(Number(change))),
      sumOf(counts, ({ contributes }) => contributes),
    ),
    count_exceptions: share(counts.filter(({ change }) => change !== 0).length, counts.length),
    shrink: share(sumOf(lost, unitsOf), sold),
    level_differences: share(
      sumOf(compared, ({ differences }) => differences),
      sumOf(compared, (row) => row['compared']),
    ),
  };
}

/** Seconds from commit to position, of every streamed line. */
export const intakeLags = ({ lines }: MonthFacts, scope: Scope): number[] =>
  lines
    .filter((row) => row['op'] !== 'r' && isOf(scope, row))
    .filter((row) => scope.within(dayAt(row['recorded_at'], row['location'])))
    .map(
      (row) =>
        (Date.parse(String(row['applied_at'])) - Date.parse(String(row['recorded_at']))) / 1000,
    );

interface Arrival {
  readonly units: number;
  readonly inTime: number;
  readonly daysLate: number | undefined;
}

const DAY_MS = 86_400_000;

function arrivalOf({ lines }: MonthFacts, promise: TestRow): Arrival {
  const eta = String(promise['eta']);
  const came = lines
    .filter(({ cause_id, kind }) => cause_id === promise['purchase'] && kind === 'receipt')
    .map((row) => ({ day: dayAt(row['occurred_at'], row['location']), units: row['change'] }));
  const last = came
    .map(({ day }) => day)
    .toSorted()
    .at(-1);
  return {
    units: sumOf(came, ({ units }) => units),
    inTime: sumOf(
      came.filter(({ day }) => day <= eta),
      ({ units }) => units,
    ),
    daysLate: last === undefined ? undefined : (Date.parse(last) - Date.parse(eta)) / DAY_MS,
  };
}

/** How vendors kept their dates. */
export function recomputeInbound(facts: MonthFacts, scope: Scope): Recomputed {
  const due = facts.promises.filter((row) => isOf(scope, row) && scope.within(String(row['eta'])));
  const told = due.map((row) => ({ units: Number(row['units']), came: arrivalOf(facts, row) }));
  const late = told.flatMap(({ came }) => came.daysLate ?? []);
  const mean = sumOf(late, (days) => days) / late.length;
  const variance = sumOf(late, (days) => (days - mean) ** 2) / late.length;
  const lines = told.length;
  return {
    fill_rate: share(
      sumOf(told, ({ units, came }) => Math.min(units, came.units)),
      sumOf(told, ({ units }) => units),
    ),
    asn_accuracy: share(told.filter(({ units, came }) => units === came.units).length, lines),
    vendor_on_time: share(told.filter(({ units, came }) => came.inTime >= units).length, lines),
    lead_time_spread: late.length > 0 ? Math.sqrt(variance) : undefined,
  };
}
