import { PoisonMessageError } from '#contracts';
import { describe, expect, it } from 'vitest';
import type { RowChange } from './change.js';
import { compileTables, type CompiledMoves } from './compile.js';
import { packSchema } from './pack.schema.js';
import type { References, ReferenceState } from './references.js';
import { translate, type Translation } from './translate.js';

const pack = packSchema.parse({
  pack: 1,
  name: 'till',
  engine: 'mariadb',
  heartbeat: 'hb',
  tables: {
    items: { role: 'reference', key: ['item_id'], keep: ['sku'] },
    places: { role: 'reference', key: ['place_id'], keep: ['name', 'usage'] },
    levels: {
      role: 'state',
      key: ['item_id', 'place_id'],
      columns: ['item_id', 'place_id', 'quantity', 'reserved'],
      refs: {
        item: { table: 'items', key: 'string(row.item_id)' },
        place: { table: 'places', key: 'string(row.place_id)' },
      },
      sku: 'item.sku',
      location: 'place.name',
      rules: [
        {
          name: 'free',
          when: "place.usage == 'internal'",
          kind: 'level',
          bucket: 'available_base',
          quantity: 'minus(row.quantity, row.reserved)',
          cause: { type: 'level', id: 'row.item_id' },
        },
      ],
    },
  },
});
const levels = compileTables(pack).get('levels') as CompiledMoves & { name: string };

const reference = (row: Record<string, unknown> | null, over: Partial<ReferenceState> = {}) => ({
  row,
  former: [],
  revision: 1n,
  ...over,
});
const references = (over: Record<string, ReferenceState> = {}): References =>
  new Map<string, ReferenceState>([
    ['items:1', reference({ sku: 'A' })],
    ['items:2', reference({ sku: 'B' })],
    ['places:1', reference({ name: 'Leeds', usage: 'internal' })],
    ['places:9', reference({ name: 'Lost', usage: 'inventory' })],
    ...Object.entries(over),
  ]);

const row = (over: Record<string, unknown> = {}) => ({
  item_id: 1,
  place_id: 1,
  quantity: '5.000',
  reserved: '0.5',
  ...over,
});
const change = (over: Partial<RowChange> = {}): RowChange => ({
  table: 'levels',
  rowKey: 'item_id=1,place_id=1',
  connector: 'mariadb',
  op: 'u',
  before: row({ quantity: '6' }),
  after: row(),
  epoch: 1,
  position: '0000000001.00000000000000000100.0000000000',
  order: 'position',
  transaction: '0-1-7',
  recordedAt: '2026-03-01T10:00:00.000Z',
  topic: 't',
  partition: 0,
  offset: 7n,
  ...over,
});

const run = (given: RowChange, known: References = references()): Translation =>
  translate(levels, given, {
    source: 'till',
    timeZone: 'Europe/London',
    references: known,
    locationOf: (name) => (name === 'Leeds' ? 'store-leeds' : undefined),
    ingestedAt: '2026-03-01T10:00:01.000Z',
  });
const eventsOf = (translation: Translation) =>
  translation.kind === 'events' ? translation.events.map(({ event }) => event) : [];
const placed = (translation: Translation) =>
  eventsOf(translation).map(({ sku, quantity, retracted }) => ({ sku, quantity, retracted }));

describe('translate', () => {
  it('states what the row contributes now, exactly', () => {
    const [event] = eventsOf(run(change()));

    expect(event).toMatchObject({
      sku: 'A',
      location: 'store-leeds',
      bucket: 'available_base',
      quantity: '4.5',
      effect: 'absolute',
      cause: { type: 'level', id: '1', line: null },
    });
  });

  it('gives the same change the same id, and another revision another one', () => {
    const id = (known: References) => {
      const result = run(change(), known);
      return result.kind === 'events' ? result.events[0]?.id : undefined;
    };
    const renamed = references({ 'items:1': reference({ sku: 'A' }, { revision: 2n }) });

    expect(id(references())).toBe(id(references()));
    expect(id(renamed)).not.toBe(id(references()));
  });

  it('retracts from the old item when the row moves to another', () => {
    const moved = change({ after: row({ item_id: 2 }) });

    expect(placed(run(moved))).toEqual([
      { sku: 'B', quantity: '4.5', retracted: false },
      { sku: 'A', quantity: '0', retracted: true },
    ]);
  });

  it('retracts from every item that a changed reference once named', () => {
    const renamed = references({
      'items:1': reference(
        { sku: 'C' },
        { former: [{ row: { sku: 'A' }, until: 2n }], revision: 2n },
      ),
    });

    expect(placed(run(change(), renamed))).toEqual([
      { sku: 'C', quantity: '4.5', retracted: false },
      { sku: 'A', quantity: '0', retracted: true },
    ]);
  });

  it('retracts a deleted row', () => {
    const deleted = change({ op: 'd', before: row(), after: null });

    expect(placed(run(deleted))).toEqual([{ sku: 'A', quantity: '0', retracted: true }]);
  });

  it('says nothing of a row that no rule counts, and retracts one that no longer counts', () => {
    const virtual = row({ place_id: 9 });

    expect(eventsOf(run(change({ before: null, after: virtual })))).toEqual([]);
    expect(placed(run(change({ before: row(), after: virtual })))).toEqual([
      { sku: 'A', quantity: '0', retracted: true },
    ]);
  });

  it('waits for a reference of either image, and for a location of the policy', () => {
    const unknownItem = references({ 'items:1': reference(null) });
    const elsewhere = references({ 'places:1': reference({ name: 'York', usage: 'internal' }) });

    expect(run(change(), unknownItem)).toMatchObject({ kind: 'waits', awaits: 'items:1' });
    expect(run(change({ after: row({ item_id: 2 }) }), unknownItem)).toMatchObject({
      awaits: 'items:1',
    });
    expect(run(change(), elsewhere)).toMatchObject({ awaits: 'location:York' });
  });

  it('waits for the item to get a sku', () => {
    const nameless = references({ 'items:1': reference({ sku: null }) });

    expect(run(change(), nameless)).toMatchObject({ kind: 'waits', awaits: 'items:1' });
  });

  it.each(['NaN', '0.3333333', null])('parks the quantity %s', (quantity) => {
    expect(() => run(change({ after: row({ quantity }) }))).toThrow(PoisonMessageError);
  });

  it('rounds a binary double to the six decimals of a quantity', () => {
    const summed = change({ after: row({ quantity: 0.1 + 0.2, reserved: 0 }) });

    expect(placed(run(summed))).toEqual([{ sku: 'A', quantity: '0.3', retracted: false }]);
  });
});
