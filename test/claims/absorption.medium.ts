import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { checkBooks, ClaimShop, claimPolicy, idOf, one } from '../support/claims.js';
import { levelAt, saleNamed, StockStage } from '../support/stock-stage.js';

/** Two units stay for walk-in customers and one is withheld; the authority calls order 7 BZ-7. */
const POLICY = claimPolicy({ orderPrefix: 'BZ-' }, { pool: ['leeds'] });

describe("absorption of orders by the authority's own stock", () => {
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
    await stage.happen(levelAt(10, 't0'));
  });
  afterEach(() => checkBooks(shop.dataSource));

  const shown = () => stage.told.at(-1)?.channels['bazaar'];
  const stateOf = async (id: string) => (await shop.find(id)).body;

  it('takes claimed units off the channels, and gives them back', async () => {
    expect(shown()).toBe(7);
    const made = await shop.reserve(one(3));
    expect(await stage.hearOfClaims()).toBe(1);
    expect(shown()).toBe(4);
    const before = stage.told.length;
    await stage.hearAgain('A');
    expect(stage.told.slice(before).map(({ channels }) => channels)).toEqual([
      { bazaar: 4, emporium: 0 },
    ]);
    await stage.happen(levelAt(9, 't1'));
    expect(shown()).toBe(3);
    await shop.release(idOf(made));
    await stage.hearOfClaims();
    expect(shown()).toBe(6);
    const versions = stage.told.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('counts an order once when it comes before its sale', async () => {
    const id = idOf(await shop.order('7', one(2)));
    await stage.hearOfClaims();
    expect(shown()).toBe(5);
    await stage.happen(levelAt(8, 't1'), saleNamed('BZ-7', 't1'));
    expect(shown()).toBe(5);
    expect(await stateOf(id)).toMatchObject({ state: 'absorbed', lines: [{ absorbed: '2' }] });
    expect(await shop.claimedAt('A', 'leeds')).toBe(0);
  });

  it('counts an order once when its sale comes in pieces, the cause last', async () => {
    const id = idOf(await shop.order('7', one(2)));
    await stage.happen(levelAt(8, 't1'));
    expect(shown()).toBe(3);
    await stage.happen(saleNamed('BZ-7', 't1'));
    expect(shown()).toBe(5);
    expect(await stateOf(id)).toMatchObject({ state: 'absorbed' });
  });

  it('counts an order once when the cause comes first', async () => {
    const id = idOf(await shop.order('7', one(2)));
    await stage.happen(saleNamed('BZ-7', 't1'));
    expect(await stateOf(id)).toMatchObject({ state: 'committed' });
    await stage.happen(levelAt(8, 't1'));
    expect(shown()).toBe(5);
    expect(await stateOf(id)).toMatchObject({ state: 'absorbed' });
  });

  it('counts an order once when it comes after its sale, even if nothing is left', async () => {
    await stage.happen(levelAt(0, 't1'), saleNamed('BZ-7', 't1'));
    const order = await shop.order('7', one(10));
    expect(order).toMatchObject({
      status: 201,
      body: { state: 'absorbed', lines: [{ location: 'leeds', quantity: '10', absorbed: '10' }] },
    });
    expect(await stage.hearOfClaims()).toBe(0);
    expect((await shop.order('8', one(1))).status).toBe(409);
    expect((await shop.order('7', one(10))).body).toMatchObject({
      type: 'urn:shelfwire:problem:order_known',
      claim: idOf(order),
    });
  });

  it('takes part of an order for what the authority has shown of it', async () => {
    await stage.happen(levelAt(9, 't1'), saleNamed('BZ-7', 't1'));
    const id = idOf(await shop.order('7', one(3)));
    expect(await stateOf(id)).toMatchObject({
      state: 'committed',
      lines: [{ quantity: '3', absorbed: '1' }],
    });
    expect(await shop.claimedAt('A', 'leeds')).toBe(2);
    await stage.happen(levelAt(8, 't2'), saleNamed('BZ-7', 't2'));
    expect(await stateOf(id)).toMatchObject({ state: 'committed', lines: [{ absorbed: '2' }] });
    await stage.happen(levelAt(5, 't3'), saleNamed('BZ-7', 't3'));
    expect(await stateOf(id)).toMatchObject({ state: 'absorbed', lines: [{ absorbed: '3' }] });
  });

  it('absorbs a reservation by the order that it is committed to', async () => {
    const id = idOf(await shop.reserve(one(2)));
    await stage.happen(levelAt(8, 't1'), saleNamed('BZ-7', 't1'));
    expect(await shop.claimedAt('A', 'leeds')).toBe(2);
    const committed = await shop.step(id, 'commit', { order: { id: '7' } });
    expect(committed.body).toMatchObject({ state: 'absorbed' });
    await stage.hearOfClaims();
    expect(shown()).toBe(5);
    expect((await shop.release(id)).status).toBe(409);
  });

  it('leaves a claim alone when another order, or none, was sold', async () => {
    const id = idOf(await shop.order('7', one(2)));
    await stage.happen(levelAt(8, 't1'), saleNamed('BZ-8', 't1'), saleNamed('7', 't1'));
    expect(await stateOf(id)).toMatchObject({ state: 'committed' });
    expect(await shop.claimedAt('A', 'leeds')).toBe(2);
  });

  it('finds the sale of an order that was made while the sale was being folded', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [order, transaction] = [`r${round}`, `race-${round}`];
      const [made] = await Promise.all([
        shop.order(order, one(1)),
        stage.happen(levelAt(9 - round, transaction), saleNamed(`BZ-${order}`, transaction)),
      ]);
      await stage.hearOfClaims();
      expect(await stateOf(idOf(made))).toMatchObject({ state: 'absorbed' });
      expect(await shop.claimedAt('A', 'leeds')).toBe(0);
      expect(shown()).toBe(Math.max(0, 6 - round));
    }
  });

  it('gives an order that the authority never shows back, and tells of it', async () => {
    const id = idOf(await shop.order('7', one(2)));
    await stage.sweep.sweep();
    expect(await stateOf(id)).toMatchObject({ state: 'committed' });
    await shop.dataSource.query(
      `UPDATE claim SET committed_at = now() - interval '86401 seconds' WHERE id = $1`,
      [id],
    );
    await stage.sweep.sweep();
    await stage.hearOfClaims();
    expect(await stateOf(id)).toMatchObject({ state: 'exception' });
    expect(shown()).toBe(7);
    const open = async () =>
      ((await shop.api.get('/v1/exceptions')).body as { exceptions: unknown[] }).exceptions;
    expect(await open()).toMatchObject([{ kind: 'unmatched', claim: id, order: { id: '7' } }]);
    await stage.happen(levelAt(8, 't1'), saleNamed('BZ-7', 't1'));
    await stage.sweep.sweep();
    expect(await open()).toEqual([]);
  });

  it('sells nothing where a count finds less than was claimed, and tells of it', async () => {
    await shop.order('7', one(6));
    await stage.happen(levelAt(4, 't1'));
    expect(shown()).toBe(0);
    expect((await shop.api.get('/v1/exceptions')).body).toMatchObject({
      overclaimed: [{ sku: 'A', location: 'leeds', availableBase: '4', claimed: '6', excess: '2' }],
    });
    expect((await shop.reserve(one(1))).status).toBe(409);
    const { body } = await shop.api.get('/v1/availability?sku=A&sku=Z&channel=bazaar');
    expect(body).toMatchObject({
      items: [
        {
          sku: 'A',
          locations: [{ sellable: '0', quality: expect.arrayContaining(['overclaimed']) as [] }],
          channels: [{ channel: 'bazaar', units: 0, claimable: '0' }],
        },
        { sku: 'Z', version: null, quality: ['unknown'] },
      ],
    });
  });

  it('expires in the background, once, and tells the channels', async () => {
    const id = idOf(await shop.reserve(one(2)));
    await stage.hearOfClaims();
    await shop.expireNow(id);
    const ended = await Promise.all([stage.sweep.sweep(), stage.sweep.sweep()]);
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(1);
    await stage.hearOfClaims();
    expect(shown()).toBe(7);
  });
});
