import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { checkBooks, ClaimShop, claimPolicy, idOf, one } from '../../../../test/support/claims.js';
import type { Reservation } from './claim.schema.js';

describe('the life of a claim', () => {
  let shop: ClaimShop;

  beforeAll(async () => {
    shop = await ClaimShop.open(inject('stack').statePostgres, claimPolicy({ maxUnitsPerKey: 4 }));
  });
  afterAll(() => shop?.close());
  beforeEach(() => shop.stock({ A: { leeds: 12, depot: 5 }, B: { leeds: 3 }, hot: { depot: 10 } }));
  afterEach(() => checkBooks(shop.dataSource));

  it('extends only what is active, and gives units back once', async () => {
    const made = await shop.reserve({ ...one(2, 'hot'), stage: 'cart' });
    const id = idOf(made);
    const before = Date.parse((made.body as Reservation).expiresAt ?? '');
    expect(before - Date.parse((made.body as Reservation).createdAt)).toBe(120_000);
    const extended = await shop.step(id, 'extend');
    expect(Date.parse((extended.body as Reservation).expiresAt ?? '')).toBeGreaterThan(before);
    const released = await shop.release(id);
    expect(released).toMatchObject({ status: 200, body: { state: 'released' } });
    const again = await shop.release(id);
    expect(again).toMatchObject({ status: 200, body: { state: 'released' } });
    expect(await shop.claimedAt('hot', 'depot')).toBe(0);
    expect(await shop.step(id, 'extend')).toMatchObject({
      status: 409,
      body: { type: 'urn:shelfwire:problem:reservation_state' },
    });
    expect((await shop.find(id)).body).toEqual(again.body);
  });

  it('counts a claim that is past its expiry for nobody, before anybody has ended it', async () => {
    const id = idOf(await shop.reserve(one(10, 'hot')));
    expect((await shop.reserve(one(1, 'hot'))).status).toBe(409);
    await shop.expireNow(id);
    expect((await shop.find(id)).body).toMatchObject({ state: 'expired' });
    expect((await shop.step(id, 'extend')).status).toBe(409);
    expect((await shop.reserve(one(10, 'hot'))).status).toBe(201);
    expect(await shop.claimedAt('hot', 'depot')).toBe(10);
  });

  it('ends due claims that have places elsewhere, too', async () => {
    const lines = [
      { sku: 'A', quantity: 1 },
      { sku: 'hot', quantity: 10 },
    ];
    await shop.expireNow(idOf(await shop.reserve({ lines })));
    expect((await shop.reserve(one(10, 'hot'))).status).toBe(201);
    expect(await shop.claimedAt('A', 'depot')).toBe(0);
  });

  it('commits by an order, once, and asks for the order where none is known', async () => {
    const id = idOf(await shop.reserve(one(2, 'hot')));
    expect(await shop.step(id, 'commit', {})).toMatchObject({
      status: 422,
      body: { type: 'urn:shelfwire:problem:order_missing' },
    });
    const committed = await shop.step(id, 'commit', { order: { id: '1001' } });
    expect(committed).toMatchObject({
      status: 200,
      body: { state: 'committed', expiresAt: null, order: { type: 'sale', id: '1001' } },
    });
    expect((await shop.step(id, 'commit', { order: { id: '1001' } })).text).toBe(committed.text);
    expect((await shop.step(id, 'commit', { order: { id: '1002' } })).status).toBe(409);
    expect((await shop.step(id, 'extend')).status).toBe(409);
    expect(await shop.claimedAt('hot', 'depot')).toBe(2);
  });

  it('admits an expired claim anew at commit, once, if its units are still there', async () => {
    const id = idOf(await shop.reserve({ ...one(6, 'hot'), order: { id: '7' } }));
    await shop.expireNow(id);
    const anew = await shop.step(id, 'commit', {});
    expect(anew).toMatchObject({ status: 200, body: { state: 'committed', readmits: id } });
    expect(idOf(anew)).not.toBe(id);
    expect((await shop.step(id, 'commit', {})).text).toBe(anew.text);
    expect((await shop.find(id)).body).toMatchObject({
      state: 'expired',
      readmittedAs: idOf(anew),
    });
    expect(await shop.claimedAt('hot', 'depot')).toBe(6);
  });

  it('tells of an expired claim that is committed when its units are gone', async () => {
    const id = idOf(await shop.reserve({ ...one(6, 'hot'), order: { id: '7' } }));
    await shop.expireNow(id);
    await shop.reserve(one(8, 'hot'));
    for (let time = 0; time < 2; time += 1) {
      expect(await shop.step(id, 'commit', {})).toMatchObject({
        status: 409,
        body: { type: 'urn:shelfwire:problem:expired' },
      });
    }
    const { exceptions } = (await shop.api.get('/v1/exceptions')).body as {
      exceptions: { id: string }[];
    };
    expect(exceptions).toMatchObject([
      {
        kind: 'commit_refused',
        claim: id,
        order: { id: '7' },
        detail: '6 of hot at depot wanted, 2 there',
        resolvedAt: null,
      },
    ]);
    const resolve = `/v1/exceptions/${exceptions[0]?.id}/resolve`;
    expect((await shop.api.send('POST', resolve)).body).toMatchObject({
      resolvedAt: expect.stringMatching(/Z$/) as string,
    });
    expect((await shop.api.get('/v1/exceptions')).body).toMatchObject({ exceptions: [] });
  });

  it('lets a commit and the clock race: one of them wins, and the books agree', async () => {
    for (let round = 0; round < 15; round += 1) {
      const order = { id: `race-${round}` };
      const id = idOf(await shop.reserve({ ...one(10, 'hot'), order }));
      const [commit, , rival] = await Promise.all([
        shop.step(id, 'commit', {}),
        shop.expireNow(id),
        shop.reserve(one(10, 'hot'), undefined, shop.other),
      ]);
      const won = [commit, rival].filter(({ status }) => status < 300);
      expect(won).toHaveLength(1);
      expect(await shop.claimedAt('hot', 'depot')).toBe(10);
      await shop.release(idOf(won[0]!));
      expect(await shop.claimedAt('hot', 'depot')).toBe(0);
    }
  });

  it('ends a claim once, whoever wants to', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = idOf(await shop.reserve({ ...one(4, 'hot'), order: { id: `end-${round}` } }));
      const release = () => shop.release(id);
      await Promise.all([
        release(),
        shop.step(id, 'commit', {}),
        release(),
        shop.step(id, 'extend'),
        shop.expireNow(id),
      ]);
      const { readmittedAs } = (await release()).body as Reservation;
      if (readmittedAs) await shop.release(readmittedAs);
      expect(await shop.claimedAt('hot', 'depot')).toBe(0);
    }
  });
});
