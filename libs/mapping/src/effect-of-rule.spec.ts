import { describe, expect, it } from 'vitest';
import type { RowChange } from './change.js';
import { compileTables, type CompiledMoves } from './compile.js';
import { packSchema } from './pack.schema.js';
import { translate, type Translation } from './translate.js';

const pack = (over: Record<string, unknown> = {}) => ({
  pack: 1,
  name: 'erp',
  engine: 'sqlserver',
  heartbeat: 'hb',
  tables: {
    moves: {
      role: 'ledger',
      key: ['id'],
      columns: ['id', 'item', 'type', 'place', 'target', 'units', 'counted_at'],
      refs: {},
      sku: 'row.item',
      location: 'row.place',
      rules: [
        {
          name: 'move',
          when: "row.type != 'COUNT' && row.type != 'SCRAP'",
          kind: { cel: "row.type == 'SHIP' ? 'transfer_out' : 'receipt'" },
          bucket: 'by_kind',
          quantity: 'row.units',
          destination: 'row.target',
        },
        {
          name: 'scrap',
          when: "row.type == 'SCRAP'",
          kind: 'damage',
          bucket: 'damaged',
          from: { bucket: 'available_base' },
          quantity: 'row.units',
        },
        {
          name: 'count',
          when: "row.type == 'COUNT'",
          kind: 'cycle_count',
          bucket: 'available_base',
          quantity: 'row.units',
          counts: true,
          countedAt: 'row.counted_at',
        },
      ],
      ...over,
    },
  },
});

const row = (type: string, over: Record<string, unknown> = {}) => ({
  id: 1,
  item: 'A',
  type,
  place: 'Leeds',
  target: 'Leeds',
  units: '6',
  counted_at: '2026-01-05T18:30:00Z',
  ...over,
});

const read = (after: Record<string, unknown>, over: Partial<RowChange> = {}): Translation => {
  const table = compileTables(packSchema.parse(pack())).get('moves') as CompiledMoves & {
    name: string;
  };
  const change: RowChange = {
    table: 'moves',
    rowKey: 'id=1',
    connector: 'sqlserver',
    op: 'c',
    before: null,
    after,
    epoch: 1,
    position: '0001',
    order: 'position',
    transaction: null,
    recordedAt: '2026-01-05T20:00:00.000Z',
    topic: 't',
    partition: 0,
    offset: 1n,
    ...over,
  };
  const places = new Map([
    ['Leeds', 'store-leeds'],
    ['London', 'store-london'],
  ]);
  return translate(table, change, {
    source: 'erp',
    timeZone: 'UTC',
    references: new Map(),
    locationOf: (name) => places.get(name),
    ingestedAt: '2026-01-05T20:00:01.000Z',
  });
};

const eventOf = (result: Translation) =>
  result.kind === 'events' ? result.events[0]?.event : undefined;

describe('effectOfRule', () => {
  it('lets the kind say what a transfer moves, into transit at its destination', () => {
    expect(eventOf(read(row('SHIP', { target: 'London' })))).toMatchObject({
      kind: 'transfer_out',
      effect: 'transition',
      location: 'store-london',
      bucket: 'in_transit',
      from: { location: 'store-leeds', bucket: 'available_base' },
      quantity: '6',
    });
  });

  it('waits for a destination that the policy does not name yet', () => {
    expect(read(row('SHIP', { target: 'York' }))).toMatchObject({
      kind: 'waits',
      awaits: 'location:York',
    });
  });

  it('takes the quantity from where the rule says', () => {
    expect(eventOf(read(row('SCRAP')))).toMatchObject({
      effect: 'transition',
      bucket: 'damaged',
      from: { location: 'store-leeds', bucket: 'available_base' },
    });
  });

  it('reads a count with the time at which it was taken', () => {
    expect(eventOf(read(row('COUNT')))).toMatchObject({
      effect: 'count',
      quantity: '6',
      countedAt: '2026-01-05T18:30:00.000Z',
    });
  });

  it('parks a row that has no sku, and none to come', () => {
    expect(() => read(row('SCRAP', { item: '' }))).toThrow('the row gives no sku');
  });

  it('tells apart an amended row and one that an update makes a movement of the item', () => {
    const amends = (before: Record<string, unknown>) => {
      const result = read(row('SCRAP'), { op: 'u', before });
      return result.kind === 'events' ? result.events.map(({ event }) => event.amends) : [];
    };

    expect(amends(row('SCRAP', { units: '5' }))).toEqual([undefined]);
    expect(amends(row('COUNT'))).toEqual([false, undefined]);
    expect(amends(row('SCRAP', { item: 'B' }))).toEqual([false, undefined]);
  });

  it('refuses counts and moves outside of a ledger, and without a bucket by name', () => {
    const problems = (over: Record<string, unknown>) =>
      packSchema.safeParse(pack(over)).error?.issues.flatMap(({ message }) => message) ?? [];
    const scrap = pack().tables.moves.rules[1];

    expect(problems({ role: 'state' }).join()).toContain('belong to role ledger, not state');
    expect(problems({ rules: [{ ...scrap, bucket: 'by_kind' }] }).join()).toContain(
      'need a bucket by name',
    );
  });
});
