import { afterEach, describe, expect, it } from 'vitest';
import { contextOf, readShown, rowsOf } from './conformance/push-rows.js';
import {
  startVendure,
  type VendureSubject,
  type VendureSubjectOptions,
} from './vendure-subject.js';

let subject: VendureSubject;

const start = async (options: Omit<VendureSubjectOptions, 'timeoutMs'> = {}) => {
  subject = await startVendure({ timeoutMs: 2_000, ...options });
  subject.market.seed([
    { sku: 'CUP-1', quantity: 10 },
    { sku: 'CUP-2', quantity: 10 },
  ]);
};
afterEach(() => subject.close());

const push = (quantities: Record<string, number>) =>
  subject.connector.push(rowsOf(subject, quantities), contextOf());
const list = () => subject.connector.list(null, contextOf('reconcile'));
const levelOf = (sku: string) => subject.market.variant(sku).stockLevels[0];

describe('orders that the shop holds stock for', () => {
  it('come on top of the quantity', async () => {
    await start();
    subject.market.order('CUP-1', 3);

    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 7 });
    expect(await push({ 'CUP-1': 6 })).toMatchObject({ verdicts: [{ outcome: 'applied' }] });
    expect(levelOf('CUP-1')).toMatchObject({ stockOnHand: 9, stockAllocated: 3 });
    subject.market.fulfil('CUP-1', 3);
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 6 });
  });

  it.each([
    ['an order', () => subject.market.order('CUP-1', 2), 3],
    ['a parcel that is sent', () => subject.market.fulfil('CUP-1', 4), 9],
  ])('is not sure of its write when %s comes in between', async (_, happens, shown) => {
    await start();
    subject.market.order('CUP-1', 4);
    subject.market.beforeChange(happens);

    expect(await push({ 'CUP-1': 5, 'CUP-2': 5 })).toMatchObject({
      verdicts: [
        { outcome: 'unknown', reason: `${shown} are available after 5 were set` },
        { outcome: 'applied' },
      ],
    });
    expect(await push({ 'CUP-1': 5 })).toMatchObject({ verdicts: [{ outcome: 'applied' }] });
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 5 });
  });

  it('writes nothing where the shop shows the quantity already', async () => {
    await start();
    await push({ 'CUP-1': 10, 'CUP-2': 10 });

    expect(subject.market.writes).toEqual([]);
    expect(subject.market.calls).toHaveLength(2);
  });
});

describe('variants', () => {
  it('are set aside when several have the same sku, and their neighbours pass', async () => {
    await start();
    subject.market.seed([{ sku: 'CUP-1', quantity: 4 }]);

    expect(await push({ 'CUP-1': 1, 'CUP-2': 1 })).toMatchObject({
      verdicts: [
        {
          outcome: 'rejected',
          code: 'sku_not_unique',
          reason: 'variants 1 and 3 have this sku',
        },
        { outcome: 'applied' },
      ],
    });
    expect(subject.market.writes).toEqual([{ sku: 'CUP-2', quantity: 1 }]);
    expect(await readShown(subject, ['CUP-1', 'CUP-2'])).toEqual({ 'CUP-2': 1 });
    expect(await list()).toMatchObject({
      listings: [
        { sku: 'CUP-1', quantity: 10, ids: { variantId: '1' } },
        { sku: 'CUP-2', quantity: 1 },
      ],
      next: null,
    });
  });

  it.each([
    ['itself', 'FALSE', true],
    ['the shop', 'INHERIT', false],
  ] as const)('take no quantity when %s does not track it', async (_, flag, byDefault) => {
    await start({ shop: { trackInventory: byDefault } });
    subject.market.change('CUP-1', { trackInventory: flag });
    subject.market.change('CUP-2', { trackInventory: 'TRUE' });

    expect(await push({ 'CUP-1': 1, 'CUP-2': 1 })).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: 'inventory_not_tracked' }, { outcome: 'applied' }],
    });
    expect(await readShown(subject, ['CUP-1'])).toEqual({});
    expect(await list()).toMatchObject({ listings: [{ sku: 'CUP-2' }] });
  });

  it('are found by their sku, whatever they were before', async () => {
    await start();
    const rows = rowsOf(subject, { 'CUP-1': 3 });
    subject.market.change('CUP-1', { sku: 'OLD' });
    subject.market.change('CUP-2', { sku: 'CUP-1' });
    await subject.connector.push(rows, contextOf());

    expect(Object.fromEntries(subject.market.shown())).toEqual({ OLD: 10, 'CUP-1': 3 });
  });

  it('are not another one whose sku the database takes for the same', async () => {
    await start({ shop: { comparesCase: false } });

    expect(await push({ 'cup-1': 1 })).toMatchObject({ verdicts: [{ code: 'no_such_sku' }] });
    expect(subject.market.writes).toEqual([]);
  });

  it('are not listed without a sku', async () => {
    await start();
    subject.market.change('CUP-1', { sku: '' });

    expect(await list()).toMatchObject({ listings: [{ sku: 'CUP-2' }] });
  });

  it('get their first level where the location has never had them', async () => {
    await start();
    subject.market.change('CUP-1', { stockLevels: [] });

    expect(await push({ 'CUP-1': 4 })).toMatchObject({ verdicts: [{ outcome: 'applied' }] });
    expect(levelOf('CUP-1')).toMatchObject({ stockOnHand: 4, stockAllocated: 0 });
  });

  it('take the largest quantity in the place of the smallest', async () => {
    await start();
    subject.market.change('CUP-1', { stockLevels: [] });
    const { quantityCap } = subject.connector.capabilities;

    expect(await push({ 'CUP-1': quantityCap ?? 0 })).toMatchObject({
      verdicts: [{ outcome: 'applied' }],
    });
  });
});

describe('calls', () => {
  it('that are undone as a whole changed nothing, and are tried row by row', async () => {
    await start();
    subject.market.beforeChange(() => subject.market.remove('CUP-2'));

    expect(await push({ 'CUP-1': 1, 'CUP-2': 1 })).toMatchObject({
      kind: 'refused',
      code: 'ENTITY_NOT_FOUND',
    });
    expect(subject.market.shown().get('CUP-1')).toBe(10);
    expect(await push({ 'CUP-2': 1 })).toMatchObject({ verdicts: [{ code: 'no_such_sku' }] });
  });

  const BROKEN = ['slow', 'lose_answer', 'garbage', 'oversize', 'half_open', 'fail'] as const;

  it.each(BROKEN.flatMap((fault) => [[fault, 'first'] as const, [fault, 'later'] as const]))(
    'that only read change nothing, also when their answer is broken: %s, %s',
    async (fault, when) => {
      await start();
      for (const sku of when === 'later' ? ['CUP-1'] : []) await readShown(subject, [sku]);
      subject.market.faultyCalls = 'readings';
      subject.market.faults.order(fault, { times: 3, delayMs: 60_000 });
      const rows = rowsOf(subject, { 'CUP-1': 1 });
      const ends = await Promise.all([
        push({ 'CUP-1': 1 }),
        subject.connector.readBack(rows, contextOf()),
        list(),
      ]);

      expect(ends.map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable', 'unavailable']);
      expect(subject.market.writes).toEqual([]);
    },
  );

  it('wait as long as a proxy before the shop asks', async () => {
    await start();
    subject.market.faults.order('throttle');

    expect(await push({ 'CUP-1': 1 })).toEqual({
      kind: 'throttled',
      retryAfterMs: 2_000,
      hints: [],
    });
  });
});

describe('what the shop must be set up with', () => {
  it.each([
    ['reading products', ['UpdateProduct', 'ReadStockLocation']],
    ['changing products', ['ReadProduct', 'ReadStockLocation']],
    ['reading stock locations', ['ReadProduct', 'UpdateProduct']],
  ] as const)('a key with the right of %s', async (_, permissions) => {
    await start({ shop: { permissions } });

    expect(await push({ 'CUP-1': 1 })).toEqual({
      kind: 'unauthorized',
      reason: 'FORBIDDEN: You are not currently authorized to perform this action',
    });
    expect(subject.market.writes).toEqual([]);
  });

  it('a key that the shop knows', async () => {
    await start({ told: { apiKey: 'another:one' } });

    expect(await list()).toMatchObject({ kind: 'unauthorized' });
  });

  it('a stock location that there is', async () => {
    await start({ told: { stockLocationId: '2' } });
    const unavailable = {
      kind: 'unavailable',
      reason: 'the channel has no such stock location',
    };

    expect(await push({ 'CUP-1': 1 })).toEqual(unavailable);
    expect(await list()).toEqual(unavailable);
    expect(subject.market.writes).toEqual([]);
  });

  it('a channel that there is', async () => {
    await start({ shop: { channelToken: 'uk' }, told: { channelToken: 'de' } });

    expect(await push({ 'CUP-1': 1 })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('CHANNEL_NOT_FOUND') as string,
    });
    await subject.close();
    await start({ shop: { channelToken: 'uk' } });
    expect(await push({ 'CUP-1': 1 })).toMatchObject({ verdicts: [{ outcome: 'applied' }] });
  });
});
