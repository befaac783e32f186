import { randomUUID } from 'node:crypto';
import { pick, seeded } from '../../tools/demo/seeded.js';
import type { TestRow } from '../support/rows.js';
import { ledgerRow } from '../support/stock-rows.js';

/** A month that is over, and the morning after. */
export const MONTH = { from: '2026-10-01', to: '2026-10-31' } as const;
export const NOW = new Date('2026-11-01T18:00:00.000Z');

const BEGIN = Date.parse('2026-09-30T18:00:00.000Z');
const SPAN_MS = 32 * 86_400_000;
export const LOCATIONS = ['leeds', 'depot'] as const;
const SOURCES: Readonly<Record<string, string>> = { leeds: 'pos', depot: 'wms' };
const CHANNELS = ['bazaar', 'emporium'] as const;
const SEED = 'a month of facts';

const chance = (...names: readonly (string | number)[]): number => seeded(SEED, ...names);
const whole = (most: number, ...names: readonly (string | number)[]): number =>
  Math.floor(chance(...names) * most);
const isoAt = (ms: number): string => new Date(ms).toISOString();
const momentOf = (...names: readonly (string | number)[]): number =>
  BEGIN + Math.floor(chance('at', ...names) * SPAN_MS);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const KINDS = [
  'sale',
  'sale',
  'sale',
  'cycle_count',
  'shrink',
  'damage',
  'level',
  'cause',
] as const;

/** What each kind of line states, and moves the book by. */
function effectOf(kind: (typeof KINDS)[number], index: number): TestRow {
  const units = 1 + whole(9, 'units', index);
  if (kind === 'cycle_count') {
    const isOff = chance('off', index) < 0.4;
    const change = isOff ? whole(11, 'change', index) - 5 : 0;
    return { kind, effect: 'count', contributes: 5 + whole(40, 'counted', index), change };
  }
  if (kind === 'level') return { kind, effect: 'absolute', contributes: units, change: units };
  if (kind === 'cause') {
    return { kind: 'sale', effect: 'none', bucket: null, contributes: units, change: 0 };
  }
  return { kind, effect: 'delta', contributes: -units, change: -units };
}

/** Lines of both sources; some late, some read by a snapshot, and those of receipts. */
export const ledgerRows = (): TestRow[] => [
  ...many(1_500, (index) => {
    const location = pick(LOCATIONS, chance('location', index));
    const occurred = momentOf('line', index);
    const recorded = occurred + whole(40_000, 'recorded', index);
    const lagMs = Math.exp(12 * chance('lag', index)) * 20;
    return ledgerRow({
      line: index + 1,
      sku: `item-${whole(40, 'sku', index)}`,
      location,
      source: SOURCES[location],
      table_name: 'movement',
      row_key: String(index),
      op: chance('op', index) < 0.05 ? 'r' : 'c',
      occurred_at: isoAt(occurred),
      recorded_at: isoAt(recorded),
      applied_at: isoAt(recorded + lagMs),
      ...effectOf(pick(KINDS, chance('kind', index)), index),
    });
  }),
  ...many(160, receiptRow),
];

const ORDERS = 60;

/** Purchase orders with the first date that they were announced for; some of nobody's. */
export const promiseRows = (): TestRow[] =>
  many(ORDERS, (index) => ({
    source: 'wms',
    purchase: `po-${index}`,
    sku: `item-${index % 40}`,
    location: 'depot',
    vendor: pick(['acme', 'zenith', null], chance('vendor', index)),
    eta: `2026-10-${String(1 + (index % 31)).padStart(2, '0')}`,
    units: 10,
    seen_at: isoAt(BEGIN - 86_400_000),
  }));

/** Too few, as many, or too many of an order, before or after its date. */
function receiptRow(index: number): TestRow {
  const order = whole(ORDERS, 'order', index);
  const eta = Date.parse(`2026-10-${String(1 + (order % 31)).padStart(2, '0')}T12:00:00.000Z`);
  const at = eta + (whole(9, 'days', index) - 5) * 86_400_000;
  return ledgerRow({
    line: 10_000 + index,
    sku: `item-${order % 40}`,
    location: 'depot',
    source: 'wms',
    table_name: 'receipt',
    row_key: String(index),
    op: 'c',
    kind: 'receipt',
    effect: 'delta',
    cause_type: 'purchase',
    cause_id: `po-${order}`,
    contributes: 5,
    change: 5,
    occurred_at: isoAt(at),
    recorded_at: isoAt(at + 1_000),
    applied_at: isoAt(at + 2_000),
  });
}

export const pushRows = (): TestRow[] => {
  const rows = many(900, (index): TestRow => {
    const outcome = pick(
      ['shown', 'shown', 'shown', 'repeated', 'rejected', 'again'],
      chance('outcome', index),
    );
    return {
      channel: pick(CHANNELS, chance('channel', index)),
      quarter: isoAt(Math.floor(momentOf('push', index) / 900_000) * 900_000),
      outcome,
      lag_step: outcome === 'shown' ? whole(110, 'step', index) - 30 : 0,
      listings: 1 + whole(20, 'listings', index),
    };
  });
  const keyOf = ({ channel, quarter, outcome, lag_step }: TestRow) =>
    [channel, quarter, outcome, lag_step].join(' ');
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
};

export const sampleRows = (): TestRow[] =>
  CHANNELS.flatMap((channel) =>
    many(700, (index) => ({
      channel,
      hour: isoAt(BEGIN + (index + whole(2, 'gap', channel, index >> 3)) * 3_600_000),
      items: 100,
      sellable: 500 + whole(500, 'sellable', channel, index),
      withheld: whole(90, 'withheld', channel, index),
    })).filter(({ hour }, index, all) => all[index - 1]?.hour !== hour),
  );

const OUTCOMES = ['shipped', 'shipped', 'shipped', 'cancelled', 'delivered', 'delivered'] as const;

export const outcomeRows = (): TestRow[] =>
  many(700, (index) => {
    const order = whole(300, 'bought', index);
    const outcome = pick(OUTCOMES, chance('became', index));
    const at = BEGIN + Math.floor(chance('order at', order) * SPAN_MS) + index * 60_000;
    const promised = at + (chance('late', index) < 0.2 ? -1 : 1) * 3_600_000;
    const isPromised = outcome === 'delivered' && chance('promised', index) < 0.8;
    return {
      id: `outcome-${index}`,
      channel: CHANNELS[order % 2],
      order_id: `order-${order}`,
      line: String(index),
      sku: `item-${whole(40, 'bought sku', index)}`,
      location: pick([...LOCATIONS, null], chance('from', index)),
      outcome,
      reason:
        outcome === 'cancelled'
          ? pick(
              ['oversold', 'late_receipt', 'damaged', 'address', 'customer', 'other'],
              chance('why', index),
            )
          : null,
      manual: chance('manual', index) < 0.1,
      promised_by: isPromised ? isoAt(promised) : null,
      at: isoAt(at),
      received_at: isoAt(at + 60_000),
    };
  });

export const claimRows = (): TestRow[] =>
  many(400, (index) => {
    const made = momentOf('claim', index);
    const state = pick(
      ['absorbed', 'expired', 'released', 'exception', 'committed'],
      chance('state', index),
    );
    return {
      id: randomUUID(),
      kind: pick(['reservation', 'order'], chance('claim kind', index)),
      state,
      version: 1,
      channel: pick(CHANNELS, chance('claimed by', index)),
      shopper: 'anonymous',
      stage: 'checkout',
      created_at: isoAt(made),
      ended_at: state === 'committed' ? null : isoAt(made + 600_000),
    };
  });

export const exceptionRows = (): TestRow[] =>
  many(60, (index) => ({
    id: index + 1,
    kind: pick(['unmatched', 'commit_refused', 'order_short'], chance('exception', index)),
    channel: pick(CHANNELS, chance('excepted', index)),
    order_type: 'sale',
    order_id: `odd-${index}`,
    detail: 'of a test',
    raised_at: isoAt(momentOf('raised', index)),
  }));

export const comparisonRows = (): TestRow[] =>
  many(40, (index) => ({
    id: index + 1,
    source: pick(['pos', 'wms'], chance('compared', index)),
    at: isoAt(momentOf('comparison', index)),
    compared: 100,
    differences: whole(6, 'differences', index),
    mended: 0,
    moving: 0,
    result: {},
  }));
