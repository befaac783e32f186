import { describe, expect, it } from 'vitest';
import { conformance } from './conformance/conformance.js';
import { contextOf, outcomesOf, readShown, rowsOf } from './conformance/push-rows.js';
import { MARKETPLACE } from './conformance/subject.js';
import { medusaShop, startMedusa, type MedusaSubject } from './medusa-subject.js';

const TRAITS = { ...MARKETPLACE, readsBack: true, tokensExpire: false };

conformance('Medusa', TRAITS, startMedusa);
conformance('Medusa, with units in orders', TRAITS, (options) =>
  startMedusa(options, { reserved: 3 }),
);

describe('what only Medusa has', () => {
  const shop = medusaShop();

  const push = (subject: MedusaSubject, quantities: Record<string, number>) =>
    subject.connector.push(rowsOf(subject, quantities), contextOf());

  it('leaves to orders what they hold, so that customers see what was told', async () => {
    const subject = await shop.open();
    subject.market.order('CUP-1', 2);

    expect(outcomesOf(await push(subject, { 'CUP-1': 9 }))).toEqual(['applied']);
    expect(subject.market.level('CUP-1')).toMatchObject({
      stocked_quantity: 11,
      reserved_quantity: 2,
    });
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 9 });
  });

  it('shows nothing, and not less than nothing, where all that is there was ordered', async () => {
    const subject = await shop.open();
    subject.market.order('CUP-1', 7);

    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': -2 });
    expect(outcomesOf(await push(subject, { 'CUP-1': 0 }))).toEqual(['applied']);
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 0 });
  });

  it.each([
    ['an order', 2, 7],
    ['a cancellation', -2, 11],
  ])('cannot tell where %s came in between, and sets it again', async (_, units, seen) => {
    const subject = await shop.open({ reserved: 3 });
    subject.market.beforeNextWrite(() => subject.market.order('CUP-1', units));
    const pushed = await push(subject, { 'CUP-1': 9, 'CUP-2': 8 });

    expect(pushed).toMatchObject({
      verdicts: [
        {
          outcome: 'unknown',
          reason: `3 were reserved before the write, and ${3 + units} after it`,
        },
        { outcome: 'applied' },
      ],
    });
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': seen });
    expect(outcomesOf(await push(subject, { 'CUP-1': 9 }))).toEqual(['applied']);
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 9 });
  });

  it('applies nothing where a level vanishes in between, and may be asked again', async () => {
    const subject = await shop.open();
    const rows = rowsOf(subject, { 'CUP-1': 1, 'CUP-2': 2 });
    subject.market.beforeNextWrite(() => subject.market.remove('CUP-2'));

    expect(await subject.connector.push(rows, contextOf())).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('is not stocked at location') as string,
    });
    expect(subject.market.shown().get('CUP-1')).toBe(5);
    expect(await subject.connector.push(rows, contextOf())).toMatchObject({
      verdicts: [{ outcome: 'applied' }, { outcome: 'rejected', code: 'not_stocked' }],
    });
  });

  it('leaves every other location alone', async () => {
    const subject = await shop.open();
    await push(subject, { 'CUP-1': 0 });

    expect(
      subject.market.item('CUP-1').location_levels.map((each) => each.stocked_quantity),
    ).toEqual([50, 0]);
  });

  it('knows an item by its variant, whatever became of it since it was listed', async () => {
    const subject = await shop.open();
    const rows = rowsOf(subject, { 'CUP-1': 1, 'CUP-2': 2, 'CUP-3': 3 });
    const [variant] = subject.market.item('CUP-1').variants;
    variant!.sku = 'CUP-1-OLD';
    subject.market.item('CUP-2').variants = [];

    expect(await subject.connector.push(rows, contextOf())).toMatchObject({
      verdicts: [
        { outcome: 'rejected', code: 'not_stocked' },
        { outcome: 'rejected', code: 'not_stocked' },
        { outcome: 'applied' },
      ],
    });
    const read = await subject.connector.readBack(rows, contextOf());
    expect(read).toEqual({ kind: 'read', quantities: new Map([['CUP-3', 3]]) });
  });

  it('asks for a list where no item is known, and calls nobody', async () => {
    const subject = await shop.open();

    expect(await push(subject, { 'CUP-9': 1 })).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: 'no_inventory_item_id' }],
    });
    expect(await readShown(subject, ['CUP-9'])).toEqual({});
    expect(subject.market.calls).toEqual([]);
  });

  it('is not let in with a wrong key, and does not tell it', async () => {
    const subject = await shop.open({}, { apiKey: 'sk_wrong' });
    const refused = { kind: 'unauthorized', reason: 'HTTP 401: Unauthorized' };

    expect(await push(subject, { 'CUP-1': 1 })).toEqual(refused);
    expect(await subject.connector.list(null, contextOf())).toEqual(refused);
  });

  it('says that there is no such location, and lists an empty one', async () => {
    const wrong = await shop.open({}, { locationId: 'sloc_none' });
    const empty = await startMedusa({ timeoutMs: 20_000 });

    expect(await wrong.connector.list(null, contextOf())).toEqual({
      kind: 'unavailable',
      reason: 'HTTP 404: Stock location with id: sloc_none was not found',
    });
    expect(await empty.connector.list(null, contextOf())).toEqual({
      kind: 'page',
      listings: [],
      next: null,
    });
    await empty.close();
  });

  it.each([
    ['throttle', 'throttled'],
    ['fail', 'unavailable'],
    ['garbage', 'unavailable'],
    ['lose_answer', 'unavailable'],
  ] as const)('has written nothing where a read ends in %s', async (fault, kind) => {
    const subject = await shop.open({ faultsStrike: 'reads' });
    subject.market.faults.order(fault, { times: 3 });

    expect(await push(subject, { 'CUP-1': 1 })).toMatchObject({ kind });
    expect(await subject.connector.list(null, contextOf())).toMatchObject({ kind });
    const rows = rowsOf(subject, { 'CUP-1': 1 });
    expect(await subject.connector.readBack(rows, contextOf())).toMatchObject({ kind });
    expect(subject.market.writes).toEqual([]);
  });
});
