import { toDomainEvent, type StockEventV1 } from '#contracts';
import { formatQuantity, type LedgerSummary } from '#domain';
import { emptyHead } from '#ledger';
import { describe, expect, it } from 'vitest';
import { stockEvent } from '../../../test/support/stock-messages.js';
import { foldBatch } from './fold-batch.js';
import type { IncomingEvent } from './incoming-event.js';
import { positionId, relationId, type StockState } from './stock-state.js';

const empty: StockState = {
  contributions: new Map(),
  positions: new Map(),
  items: new Map(),
  summaries: new Map(),
  relations: new Map(),
  head: emptyHead(3),
};

const incoming = (
  offset: number,
  quantity: string,
  over: Partial<StockEventV1> = {},
  source: Partial<StockEventV1['source']> = {},
): IncomingEvent => {
  const message = stockEvent(offset, { location: 'store-leeds', quantity, ...over, source });
  return { message, event: toDomainEvent(`e${offset}`, message), inputOffset: BigInt(offset) };
};

const relation = relationId({ sku: 'A', source: 'pos' });

const available = (batch: readonly IncomingEvent[], location = 'store-leeds') => {
  const id = positionId({ sku: 'A', location, source: 'pos' });
  const position = foldBatch(empty, batch).positions.get(id);
  return position && formatQuantity(position.buckets.available_base);
};

describe('foldBatch', () => {
  it('sums the rows of an item at a location', () => {
    const other = incoming(2, '3.5', {}, { key: 'id=2' });

    expect(available([incoming(1, '5'), other])).toBe('8.5');
  });

  it('takes the last state of a row and writes a line for each', () => {
    const batch = [incoming(1, '5'), incoming(2, '4'), incoming(3, '2')];

    expect(available(batch)).toBe('2');
    expect(foldBatch(empty, batch).entries.map(({ change }) => formatQuantity(change))).toEqual([
      '5',
      '-1',
      '-2',
    ]);
  });

  it('leaves both locations right when a row moves', () => {
    const batch = [incoming(1, '5'), incoming(2, '5', { location: 'store-york' })];

    expect([available(batch), available(batch, 'store-york')]).toEqual(['0', '5']);
    expect(
      foldBatch(empty, batch).entries.map(({ location, change }) => [
        location,
        formatQuantity(change),
      ]),
    ).toEqual([
      ['store-leeds', '5'],
      ['store-leeds', '-5'],
      ['store-york', '5'],
    ]);
  });

  it('shows an item that was never in stock as zero', () => {
    expect(available([incoming(1, '0')])).toBe('0');
  });

  it('records a cause without touching the item', () => {
    const cause = incoming(1, '0', { bucket: null, effect: 'none', kind: 'sale' });
    const folded = foldBatch(empty, [cause, cause]);

    expect(folded.entries).toHaveLength(1);
    expect([folded.positions.size, folded.touched.size]).toEqual([0, 0]);
  });

  it('counts in a position how many events changed it, however they are batched (I5)', () => {
    const batch = [
      incoming(1, '5'),
      incoming(2, '5'),
      incoming(3, '4'),
      incoming(4, '4', { location: 'store-york' }),
      incoming(5, '2', {}, { key: 'id=2' }),
    ];
    const versions = ({ positions }: Pick<StockState, 'positions'>) =>
      [...positions.values()].map(({ location, hubVersion }) => [location, hubVersion]);
    const together = foldBatch(empty, batch);
    let state = empty;
    for (const one of batch) {
      const { contributions, positions } = foldBatch(state, [one]);
      state = {
        ...state,
        contributions: new Map([...state.contributions, ...contributions]),
        positions: new Map([...state.positions, ...positions]),
      };
    }

    expect(versions(state)).toEqual([
      ['store-leeds', 4n],
      ['store-york', 1n],
    ]);
    expect(versions(together)).toEqual(versions(state));
  });

  it('counts no sale again whose row was forgotten and is amended', () => {
    const moves = { table: 'moves', rule: 'move' };
    const counted = { kind: 'cycle_count', effect: 'count' } as const;
    const count = incoming(1, '9', counted, { ...moves, key: 'count', op: 'c' });
    const known = foldBatch({ ...empty, relations: new Map([[relation, new Map()]]) }, [count]);
    const pruned = known.summaries.map(({ summary }): [string, LedgerSummary] => [
      relation,
      { ...summary, prunedBefore: '2026-01-01T00:00:00.000Z' },
    ]);
    const sale = incoming(2, '-4', { kind: 'sale', effect: 'delta' }, { ...moves, key: 'sale' });
    const folded = foldBatch({ ...empty, summaries: new Map(pruned) }, [sale]);

    expect(folded.exceptions.map(({ exception }) => exception)).toEqual(['amended_past_retention']);
    expect([folded.histories.size, folded.stirred.size]).toEqual([0, 0]);
  });

  it('touches nothing for a batch that comes again', () => {
    const batch = [incoming(1, '5'), incoming(2, '4')];
    const first = foldBatch(empty, batch);
    const again = foldBatch({ ...empty, contributions: first.contributions }, batch);

    expect([again.entries.length, again.touched.size, again.contributions.size]).toEqual([0, 0, 0]);
  });
});
