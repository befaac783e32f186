import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StockEvent } from '#domain';
import { expectedStock } from '../oracle/expected-stock.js';
import type { History, Shop } from '../oracle/facts.js';
import { PATIENCE_MS, RUNS } from '../support/property-runs.js';
import { batchesOf, deliveries } from './deliveries.js';
import { PretendPartition } from './pretend-partition.js';
import { histories, SHELVES, SKUS, type Chapter } from './stock-history.js';
import type { RowKind } from './row-kinds.js';

/*
 * Invariants 1, 2, 7, 8, 9, 10 and 20 of docs/invariants.md, and promises I2 and I3, on the fold of the
 * availability stage against the oracle.
 */

const SHOP: Shop = {
  shelves: SHELVES.map((id) => ({ id, source: 'books', place: id })),
  outlets: [],
};

const historyOf = ({ facts }: Chapter): History => ({
  rows: facts,
  names: [
    ...SKUS.map((id) => ({ source: 'books', of: 'item' as const, id, at: 0, name: id })),
    ...SHELVES.map((id) => ({ source: 'books', of: 'place' as const, id, at: 0, name: id })),
  ],
});

const delivered = (kinds?: readonly RowKind[]) =>
  histories(kinds).chain((chapter) =>
    fc.record({ chapter: fc.constant(chapter), delivery: deliveries(chapter.events) }),
  );

const folded = (batches: readonly (readonly StockEvent[])[]): PretendPartition => {
  const partition = new PretendPartition();
  for (const batch of batches) partition.take(batch);
  return partition;
};

const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns: RUNS });

describe('the fold', { timeout: PATIENCE_MS }, () => {
  it('comes to what the oracle reads, in any order, with any repetition (1, 9; I2, I3)', () => {
    holds(delivered(), ({ chapter, delivery }) => {
      const partition = folded(batchesOf(delivery));

      expect(partition.stock()).toEqual(expectedStock(historyOf(chapter), SHOP));
      expect(partition.exceptions).toBe(0);
    });
  });

  it('changes nothing and notes nothing when all of it comes again (2; I2)', () => {
    holds(delivered(), ({ delivery }) => {
      const partition = folded(batchesOf(delivery));
      const [before, lines] = [partition.everything(), partition.entries.length];
      for (const batch of batchesOf(delivery)) partition.take(batch);

      expect(partition.everything()).toEqual(before);
      expect(partition.entries.length).toBe(lines);
    });
  });

  it('keeps the same rows and positions however a stream is cut into batches (1)', () => {
    holds(delivered(), ({ delivery }) => {
      const oneByOne = folded(delivery.events.map((event) => [event]));

      expect(folded(batchesOf(delivery)).everything()).toEqual(oneByOne.everything());
    });
  });

  it('writes lines into the ledger that add up to the positions (18; I7)', () => {
    holds(delivered(), ({ delivery }) => {
      const partition = folded(batchesOf(delivery));
      const sums = new Map<string, number>();
      for (const { incoming, location, bucket, change } of partition.entries) {
        if (bucket === null) continue;
        const { sku, row } = incoming.event;
        const id = [sku, location, row.system, bucket].join('|');
        sums.set(id, (sums.get(id) ?? 0) + Number(change) / 1_000);
      }

      expect(new Map([...sums].filter(([, sum]) => sum !== 0))).toEqual(partition.stock());
    });
  });

  it('makes and loses no unit when stock changes its state (7)', () => {
    holds(delivered(['transition']), ({ delivery }) => {
      const total = [...folded(batchesOf(delivery)).stock().values()].reduce((a, b) => a + b, 0);

      expect(total).toBe(0);
    });
  });

  it('moves nothing for a row that only names a cause, however many of them name it (10)', () => {
    const named = delivered(['move']).chain(({ delivery }) =>
      fc.record({
        events: fc.constant(delivery.events),
        tables: fc.integer({ min: 1, max: 3 }),
      }),
    );
    holds(named, ({ events, tables }) => {
      const naming = events.flatMap((event) =>
        Array.from({ length: tables }, (_, at): StockEvent => {
          const row = { ...event.row, table: `names ${at}` };
          return { ...event, row, effect: 'none', bucket: null, retracted: false };
        }),
      );

      expect(folded([naming, events, naming]).stock()).toEqual(folded([events]).stock());
    });
  });

  it('lets nothing of an old epoch override the new one (20)', () => {
    const places = fc.array(fc.nat({ max: 40 }), { minLength: 40, maxLength: 40 });
    const twoEpochs = fc.record({ old: histories(), fresh: histories(), places });
    holds(twoEpochs, ({ old, fresh, places: drawn }) => {
      const risen = fresh.events.map((event): StockEvent => {
        return { ...event, version: { ...event.version, epoch: 2 } };
      });
      const mixed = [...risen];
      for (const [at, late] of old.events.entries()) {
        const stated = mixed.findIndex((event) => rowOf(event) === rowOf(late));
        // The new epoch's word on the row has come; the old one's comes any time after.
        if (stated >= 0) mixed.splice(Math.max(stated + 1, drawn[at] ?? 0), 0, late);
      }

      expect(folded([mixed]).stock()).toEqual(folded([risen]).stock());
    });
  });
});

const rowOf = ({ row, sku }: StockEvent): string => `${row.key}|${sku}`;
