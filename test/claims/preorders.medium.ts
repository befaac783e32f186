import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ApiAnswer } from '../support/api-server.js';
import { checkBooks, ClaimShop, claimPolicy, one } from '../support/claims.js';
import { inboundAt, levelAt, saleNamed, StockStage } from '../support/stock-stage.js';

const POLICY = claimPolicy(
  { orderPrefix: 'BZ-' },
  { pool: ['leeds'], preorder: { cap: 8, horizonDays: 60, overdueDays: 3 } },
);

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('orders ahead of arrival', () => {
  let shop: ClaimShop;
  let stage: StockStage;

  beforeAll(async () => {
    shop = await ClaimShop.open(inject('stack').statePostgres, POLICY);
  });
  afterAll(() => shop?.close());
  beforeEach(async () => {
    await shop.stock({});
    stage = new StockStage(shop.dataSource, POLICY);
    await stage.start();
    await stage.happen(
      levelAt(0, 't0'),
      inboundAt(6, 'P1', inDays(5)),
      inboundAt(6, 'P2', inDays(9)),
    );
  });
  afterEach(() => checkBooks(shop.dataSource));

  const offered = () => stage.told.at(-1)?.offers?.['bazaar'];
  const found = (id: string) => shop.api.get(`/v1/preorders/bazaar/${id}`);
  const problem = (answer: ApiAnswer) => ({
    status: answer.status,
    type: (answer.body as { type: string }).type.split(':').at(-1),
  });

  it('promises the date of the delivery that suffices, and keeps it whatever the vendor says', async () => {
    expect(offered()).toMatchObject({ preorder: 8, availableFrom: inDays(5) });
    const first = await shop.preorder('1', one(4));
    const second = await shop.preorder('2', one(3));
    expect(first).toMatchObject({
      status: 200,
      body: {
        channel: 'bazaar',
        order: { type: 'sale', id: '1' },
        lines: [{ sku: 'A', quantity: '4', served: '0', promisedFor: inDays(5), state: 'waiting' }],
      },
    });
    expect(second.body).toMatchObject({ lines: [{ promisedFor: inDays(9) }] });
    await stage.hearOfClaims();
    expect(offered()).toMatchObject({ preorder: 5, availableFrom: inDays(9) });

    await stage.happen(inboundAt(6, 'P1', inDays(20)));
    expect((await shop.preorder('1', one(4))).text).toBe(first.text);
    expect((await found('1')).text).toBe(first.text);
  });

  it('promises no unit twice, however many ask at two processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        shop.preorder(`c${index}`, one(1), index % 2 === 0 ? shop.api : shop.other),
      ),
    );
    const made = answers.filter(({ status }) => status === 200);
    expect(made).toHaveLength(12);
    expect(problem(answers.find(({ status }) => status !== 200)!)).toEqual({
      status: 409,
      type: 'insufficient_inbound',
    });
    await stage.hearOfClaims();
    expect(offered()).toEqual({ status: 'OutOfStock' });
  });

  it('claims what comes, for the oldest promise first, and says what is served', async () => {
    await shop.preorder('1', one(4));
    await shop.preorder('2', one(4));
    expect(await stage.sweep.sweep()).toBe(0);
    // two stay for walk-in customers
    await stage.happen(inboundAt(0, 'P1', inDays(5)), levelAt(8, 't1'));
    await stage.sweep.sweep();
    await stage.sweep.sweep();
    expect((await found('1')).body).toMatchObject({ lines: [{ served: '4', state: 'served' }] });
    expect((await found('2')).body).toMatchObject({ lines: [{ served: '2', state: 'waiting' }] });
    expect(await shop.claimedAt('A', 'leeds')).toBe(6);
    await stage.hearOfClaims();
    expect(stage.told.at(-1)?.channels['bazaar']).toBe(0);
    expect(offered()).toMatchObject({ preorder: 4, availableFrom: inDays(9) });
    expect((await shop.api.get('/v1/exceptions')).body).toMatchObject({ exceptions: [] });

    await stage.happen(levelAt(4, 't2'), saleNamed('BZ-1', 't2'));
    expect(await shop.claimedAt('A', 'leeds')).toBe(2);
    await stage.happen(inboundAt(0, 'P2', inDays(9)), levelAt(10, 't3'));
    await stage.sweep.sweep();
    expect((await found('2')).body).toMatchObject({ lines: [{ served: '4', state: 'served' }] });
    expect(await shop.claimedAt('A', 'leeds')).toBe(4);
  });

  it('takes what the authority gave the order already for served', async () => {
    await shop.preorder('1', one(4));
    await stage.happen(inboundAt(2, 'P1', inDays(5)), levelAt(4, 't1'));
    await stage.happen(levelAt(0, 't2'), saleNamed('BZ-1', 't2'));
    await stage.sweep.sweep();
    expect((await found('1')).body).toMatchObject({ lines: [{ served: '4', state: 'served' }] });
    expect(await shop.claimedAt('A', 'leeds')).toBe(0);
  });

  it('gives what a cancelled order waits for to others', async () => {
    await shop.preorder('1', one(8));
    expect(problem(await shop.preorder('2', one(5)))).toMatchObject({ status: 409 });
    const cancelled = await shop.api.send('DELETE', '/v1/preorders/bazaar/1');
    expect(cancelled.body).toMatchObject({ lines: [{ state: 'cancelled' }] });
    expect((await shop.preorder('2', one(5))).status).toBe(200);
    expect((await shop.preorder('1', one(8))).body).toMatchObject({
      lines: [{ state: 'cancelled' }],
    });
    await stage.hearOfClaims();
    expect(offered()).toMatchObject({ preorder: 7, availableFrom: inDays(5) });
  });

  it('refuses what it cannot promise, and says why', async () => {
    const twice = { lines: [...one(5).lines, ...one(5).lines] };
    expect(problem(await shop.preorder('1', twice))).toEqual({
      status: 409,
      type: 'insufficient_inbound',
    });
    await shop.preorder('1', one(4));
    expect(problem(await shop.preorder('1', one(3)))).toEqual({ status: 409, type: 'other_items' });
    expect(problem(await shop.preorder('3', one(1, 'nope')))).toEqual({
      status: 404,
      type: 'unknown_item',
    });
    expect(problem(await shop.preorder('3', one(1.5)))).toMatchObject({ status: 400 });
    expect(problem(await shop.preorder('3', { ...one(1), channel: 'emporium' }))).toEqual({
      status: 422,
      type: 'no_preorders',
    });
    expect(problem(await found('9'))).toEqual({ status: 404, type: 'unknown_preorder' });
  });
});
