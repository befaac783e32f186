import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sold, TODAY } from '../../../../test/support/channel-arbitraries.js';
import { NO_HISTORY, restateSold, withCount, type LocationHistory } from './location-history.js';
import type { Sold } from './sold.js';
import { RUNS } from '../../../../test/support/property-runs.js';

/** A row's statements, in order; undefined: it says nothing, or was deleted. */
const statements = fc.array(fc.option(sold, { nil: undefined }), { minLength: 1, maxLength: 4 });

type Statement = readonly [before: Sold | undefined, after: Sold | undefined];

const stepsOf = (row: readonly (Sold | undefined)[]): Statement[] =>
  row.map((after, index) => [row[index - 1], after]);

const fold = (steps: readonly Statement[]): LocationHistory =>
  steps.reduce((history, [before, after]) => restateSold(history, before, after), NO_HISTORY);

/** Some interleaving of rows that keeps each row's own order. */
const interleaved = fc.array(statements, { minLength: 1, maxLength: 8 }).chain((rows) => {
  const turns = rows.flatMap((row, index) => row.map(() => index));
  return fc.tuple(
    fc.constant(rows),
    fc.shuffledSubarray(turns, { minLength: turns.length, maxLength: turns.length }),
  );
});

describe('restateSold', () => {
  it('ends the same in every order that keeps each row’s own (I3)', () => {
    fc.assert(
      fc.property(interleaved, ([rows, turns]) => {
        const queues = rows.map(stepsOf);
        const mixed = turns.flatMap((index) => queues[index]!.splice(0, 1));
        expect(JSON.stringify(fold(mixed))).toBe(JSON.stringify(fold(rows.flatMap(stepsOf))));
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps what the rows say at the end and nothing else, within its window', () => {
    fc.assert(
      fc.property(fc.array(statements, { minLength: 1, maxLength: 8 }), (rows) => {
        const said = rows.flat().filter((one) => one !== undefined);
        const newest = Math.max(0, ...said.map(({ day }) => day));
        const last = rows.flatMap((row) => row.at(-1) ?? []);
        const expected = last
          .filter(({ day, quantity }) => day > newest - 28 && quantity !== 0n)
          .map(({ quantity }) => ({
            tenths: Math.ceil(Math.abs(Number(quantity)) / 100_000),
            sign: quantity < 0n ? -1 : 1,
          }));
        const { days } = fold(rows.flatMap(stepsOf));
        const sum = (index: 1 | 2 | 3) => days.reduce((total, day) => total + day[index], 0);
        const total = (weigh: (tenths: number) => number) =>
          expected.reduce((all, { tenths, sign }) => all + sign * weigh(tenths), 0);
        expect([sum(1), sum(2), sum(3)]).toEqual([
          total(() => 1),
          total((tenths) => tenths),
          total((tenths) => tenths ** 2),
        ]);
      }),
      { numRuns: RUNS },
    );
  });

  it('forgets days and line sizes that are too old', () => {
    const unit = 1_000_000n;
    const old = restateSold(NO_HISTORY, undefined, { day: TODAY - 60, quantity: 2n * unit });
    const next = restateSold(old, undefined, { day: TODAY - 30, quantity: 3n * unit });
    const newest = restateSold(next, undefined, { day: TODAY, quantity: 5n * unit });
    expect(newest.days).toEqual([[TODAY, 1, 50, 2500]]);
    expect(newest.sizes.flat()).toHaveLength(2);
    expect(restateSold(newest, { day: TODAY - 60, quantity: 2n * unit }, undefined)).toEqual(
      newest,
    );
  });
});

describe('withCount', () => {
  it('keeps the newest count, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (instants) => {
        const { countedAt } = instants.reduce(withCount, NO_HISTORY);
        expect(countedAt).toBe(Math.max(...instants));
      }),
      { numRuns: RUNS },
    );
  });
});
