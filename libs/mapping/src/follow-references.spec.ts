import { PoisonMessageError } from '#contracts';
import { describe, expect, it } from 'vitest';
import type { RowChange } from './change.js';
import { compileTables, type CompiledMoves } from './compile.js';
import { missingReferences } from './follow-references.js';
import { packSchema } from './pack.schema.js';
import { referenceId, type References, type ReferenceState } from './references.js';
import { translate } from './translate.js';

const pack = packSchema.parse({
  pack: 1,
  name: 'depot',
  engine: 'postgresql',
  tables: {
    lot: { role: 'reference', key: ['id'], keep: ['product_id'] },
    product: { role: 'reference', key: ['id'], keep: ['code'] },
    place: { role: 'reference', key: ['id'], keep: ['name', 'parent', 'sells'] },
    line: {
      role: 'state',
      key: ['id'],
      columns: ['id', 'lot_id', 'product_id', 'place_id', 'quantity'],
      refs: {
        lot: { table: 'lot', key: 'row.lot_id', optional: true },
        item: { table: 'product', key: 'lot == null ? row.product_id : lot.product_id' },
        place: { table: 'place', key: 'row.place_id' },
        parent: { table: 'place', key: 'place.parent', optional: true },
      },
      sku: 'item.code',
      location: 'parent == null ? place.name : parent.name',
      rules: [
        {
          name: 'level',
          when: 'place.sells && (parent == null || parent.sells)',
          kind: 'level',
          bucket: 'available_base',
          quantity: 'row.quantity',
        },
      ],
    },
  },
});
const table = compileTables(pack).get('line') as CompiledMoves & { name: string };

type Content = Record<string, unknown>;

const state = (revision: bigint, row: Content | null, ...former: [Content, bigint][]) => ({
  row,
  former: former.map(([content, until]) => ({ row: content, until })),
  revision,
});
const known = (over: Record<string, ReferenceState> = {}): References =>
  new Map<string, ReferenceState>([
    ['lot:5', state(1n, { product_id: 1 })],
    ['product:1', state(2n, { code: 'A' })],
    ['product:2', state(2n, { code: 'B' })],
    ['place:7', state(3n, { name: 'Shelf', parent: 8, sells: true })],
    ['place:8', state(3n, { name: 'Leeds', parent: null, sells: true })],
    ...Object.entries(over),
  ]);
const row = (over: Content = {}) => ({
  id: 1,
  lot_id: 5,
  product_id: null,
  place_id: 7,
  quantity: 4,
  ...over,
});
const change = (after: Content, before: Content | null = null): RowChange => ({
  table: 'line',
  rowKey: 'id=1',
  connector: 'postgresql',
  op: 'u',
  before,
  after,
  epoch: 1,
  position: '00000000000000000100',
  order: 'position',
  transaction: null,
  recordedAt: '2026-03-01T10:00:00.000Z',
  topic: 't',
  partition: 0,
  offset: 7n,
});

const run = (references: References, after = row(), before: Content | null = null) =>
  translate(table, change(after, before), {
    source: 'depot',
    timeZone: 'UTC',
    references,
    locationOf: (name) => (name === 'Leeds' ? 'store-leeds' : undefined),
    ingestedAt: '2026-03-01T10:00:01.000Z',
  });
const placed = (result: ReturnType<typeof run>) =>
  result.kind === 'events'
    ? result.events.map(({ event: { sku, retracted } }) => `${sku}${retracted ? ' gone' : ''}`)
    : result.awaits;

describe('references through references', () => {
  it('reaches the item through the lot, and the location through its parent', () => {
    const result = run(known());

    expect(placed(result)).toEqual(['A']);
    expect(result).toMatchObject({
      events: [{ event: { location: 'store-leeds', source: { revision: '3' } } }],
      refs: ['lot:5', 'product:1', 'place:7', 'place:8'],
    });
  });

  it('does without an optional one whose key is null or empty', () => {
    expect(placed(run(known(), row({ lot_id: null, product_id: 2, place_id: 8 })))).toEqual(['B']);
    expect(placed(run(known(), row({ lot_id: '', product_id: 2 })))).toEqual(['B']);
  });

  it.each([
    ['lot:5', 'lot:5', ['lot:5', 'place:7', 'place:8']],
    ['product:1', 'product:1', ['lot:5', 'product:1', 'place:7', 'place:8']],
    ['place:8', 'place:8', ['lot:5', 'product:1', 'place:7', 'place:8']],
  ])('waits for %s, at whatever depth, and knows what led there', (missing, awaits, refs) => {
    expect(run(known({ [missing]: state(0n, null) }))).toMatchObject({
      kind: 'waits',
      awaits,
      refs,
    });
  });

  it('waits when the row was somewhere unknown before, and never for what the row does not name', () => {
    const lotless = row({ lot_id: null, product_id: null });

    expect(placed(run(known(), row(), row({ place_id: 9 })))).toBe('place:9');
    expect(() => run(known({ 'product:null': state(0n, null) }), lotless)).toThrow(
      'the row names no item',
    );
  });

  it('retracts from the item that a lot led to before', () => {
    const moved = known({ 'lot:5': state(9n, { product_id: 2 }, [{ product_id: 1 }, 9n]) });

    expect(placed(run(moved))).toEqual(['B', 'A gone']);
  });

  it('retracts from what that item was called while the lot led to it', () => {
    const moved = known({
      'lot:5': state(9n, { product_id: 2 }, [{ product_id: 1 }, 9n]),
      'product:1': state(12n, { code: 'C' }, [{ code: 'A' }, 7n], [{ code: 'A2' }, 12n]),
    });

    expect(placed(run(moved)).toString()).toBe('B,A2 gone,A gone');
  });

  it('retracts where two places stopped to sell at once', () => {
    const shelf = { name: 'Shelf', parent: 8, sells: true };
    const leeds = { name: 'Leeds', parent: null, sells: true };
    const closed = known({
      'place:7': state(9n, { ...shelf, sells: false }, [shelf, 9n]),
      'place:8': state(10n, { ...leeds, sells: false }, [leeds, 10n]),
    });

    expect(placed(run(closed))).toEqual(['A gone']);
  });

  it('gives the same ids under the same references, and others under another revision', () => {
    const idsOf = (references: References) => {
      const result = run(references);
      return result.kind === 'events' ? result.events.map(({ id }) => id) : [];
    };
    const moved = state(9n, { product_id: 2 }, [{ product_id: 1 }, 9n]);

    expect(idsOf(known({ 'lot:5': moved }))).toEqual(idsOf(known({ 'lot:5': moved })));
    expect(idsOf(known({ 'lot:5': moved }))).not.toContain(idsOf(known())[0]);
  });

  it('parks a key that cannot be made, and waits for an item that gives no sku', () => {
    const loose = known({ 'lot:5': state(1n, {}) });
    const code = (references: References, after = row()) => {
      try {
        return placed(run(references, after));
      } catch (error) {
        return error instanceof PoisonMessageError ? error.code : error;
      }
    };

    expect(code(loose)).toBe('change.bad_expression');
    expect(code(known({ 'product:1': state(1n, { code: '' }) }))).toBe('product:1');
  });
});

describe('missingReferences', () => {
  const rounds = (references: References): string[][] => {
    const given = new Map<string, ReferenceState>();
    const asked: string[][] = [];
    for (;;) {
      const ids = missingReferences(table, change(row(), row({ lot_id: 6 })), given);
      const missing = [...new Set(ids.map(referenceId))];
      if (missing.length === 0) return asked;
      asked.push(missing);
      for (const id of missing) given.set(id, references.get(id) ?? state(0n, null));
    }
  };

  it('asks once for each depth, for what both images lead to and led to before', () => {
    const moved = known({
      'lot:5': state(9n, { product_id: 2 }, [{ product_id: 1 }, 9n]),
      'place:7': state(8n, { name: 'Shelf', parent: 8 }, [{ name: 'Shelf', parent: 3 }, 8n]),
    });

    expect(table.depth).toBe(2);
    expect(rounds(moved)).toEqual([
      ['lot:6', 'place:7', 'lot:5'],
      ['place:8', 'place:3', 'product:2', 'product:1'],
    ]);
  });
});
