import type { TestDatabase } from './database.js';
import { insertRows, type TestRow } from './rows.js';

const DAY_MS = 86_400_000;

/** Sums of one day: more on some days than on others. */
const amountsOf = (
  day: number,
): readonly (readonly [measure: string, part: string, amount: number])[] => [
  ['answer_lag', '12', 400 + ((day * 37) % 90)],
  ['answer_lag', '31', 60 + ((day * 11) % 30)],
  ['answer_lag', '55', 9],
  ['pushes', 'shown', 520],
  ['pushes', 'rejected', (day * 7) % 5],
  ['pushes', 'again', (day * 5) % 23],
  ['counts', 'last counted within a month', 40],
  ['counts_off', 'last counted within a month', 3 + (day % 3)],
  ['counted_units', 'last counted within a month', 4_000],
  ['variance_units', 'last counted within a month', 6 + (day % 7)],
  ['orders', '-', 100],
  ['orders_untouched', '-', 93 - (day % 4)],
  ['orders_cancelled', '-', 5],
  ['orders_cancelled_for', 'oversold', 2],
  ['orders_cancelled_for', 'address', 3],
  ['orders_cancelled_for_stock', '-', 2],
  ['promises', '-', 80],
  ['promises_kept', '-', 78 - (day % 2)],
  ['buffer_withheld', '-', 1_200 + ((day * 97) % 300)],
  ['buffer_sellable', '-', 21_000],
];

const SUBJECTS = [
  ['all', '-', 1],
  ['channel', 'bazaar', 0.7],
  ['channel', 'emporium', 0.3],
  ['location', 'leeds', 0.6],
  ['location', 'depot', 0.4],
] as const;

/** The days of this month, added up; every target is reached but that of cancellations. */
export async function fillWatchedKpis(
  { dataSource }: TestDatabase,
  now = new Date(),
): Promise<void> {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const days = Math.floor((now.getTime() - first) / DAY_MS) + 1;
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(first + day * DAY_MS).toISOString().slice(0, 10),
  );
  await insertRows(
    dataSource,
    'kpi_day',
    dates.map((day) => ({ day, wanted_at: now, rolled_at: now, took_ms: 12 })),
  );
  const tallies = dates.flatMap((day, index) =>
    SUBJECTS.flatMap(([dimension, subject, part]) =>
      amountsOf(index).map(([measure, split, amount]): TestRow => ({
        day,
        measure,
        dimension,
        subject,
        part: split,
        amount: Math.round(amount * part),
      })),
    ),
  );
  await insertRows(dataSource, 'kpi_tally', tallies);
}
