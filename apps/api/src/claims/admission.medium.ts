import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { checkBooks, ClaimShop, claimPolicy, idOf, one } from '../../../../test/support/claims.js';
import type { Reservation } from './claim.schema.js';

describe('admission of claims', () => {
  let shop: ClaimShop;

  beforeAll(async () => {
    shop = await ClaimShop.open(inject('stack').statePostgres, claimPolicy({ maxUnitsPerKey: 4 }));
  });
  afterAll(() => shop?.close());
  beforeEach(() => shop.stock({ A: { leeds: 12, depot: 5 }, B: { leeds: 3 }, hot: { depot: 10 } }));
  afterEach(() => checkBooks(shop.dataSource));

  it('admits exactly ten of 200 parallel calls for ten units, at two processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        shop.reserve(
          one(1, 'hot', 'depot'),
          `hot-${index}`,
          index % 2 === 0 ? shop.api : shop.other,
        ),
      ),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(201), count(409)]).toEqual([10, 190]);
    expect(await shop.claimedAt('hot', 'depot')).toBe(10);
    const refused = await Promise.all([shop.api, shop.other].map(conflictsAt));
    expect(refused.reduce((sum, count) => sum + count, 0)).toBe(190);
  });

  it('lets a process decide only on what another one has left', async () => {
    const holder = shop.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`SELECT FROM location_stock WHERE sku = 'hot' FOR UPDATE`);
    const calls = [
      shop.reserve(one(6, 'hot', 'depot'), 'first', shop.api),
      shop.reserve(one(6, 'hot', 'depot'), 'second', shop.other),
    ];
    await expect.poll(() => waitingForLocks(shop), { timeout: 20_000 }).toBe(2);
    await holder.rollbackTransaction();
    await holder.release();
    const statuses = (await Promise.all(calls)).map(({ status }) => status);

    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(await shop.claimedAt('hot', 'depot')).toBe(6);
  });

  it('never admits too much where calls name several items in any order', async () => {
    const lines = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 1 },
      { sku: 'hot', quantity: 2 },
    ];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        shop.reserve(
          { lines: index % 3 === 0 ? lines : lines.toReversed() },
          `mixed-${index}`,
          index % 2 === 0 ? shop.api : shop.other,
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(39);
  });

  it('sums an item that a call names twice', async () => {
    const twice = { sku: 'hot', quantity: 6 };
    expect(await shop.reserve({ lines: [twice, twice] })).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: {
        type: 'urn:shelfwire:problem:insufficient_stock',
        detail: "hot: 12 wanted, 10 claimable in the channel's pool",
        short: [{ sku: 'hot', location: null, wanted: '12', claimable: '10' }],
      },
    });
    const made = await shop.reserve({
      lines: [
        { sku: 'hot', quantity: 6, ref: 'a' },
        { sku: 'hot', quantity: '4', ref: 'b' },
      ],
    });
    expect((made.body as Reservation).lines).toEqual([
      { sku: 'hot', location: 'depot', quantity: '10', absorbed: '0', refs: ['a', 'b'] },
    ]);
  });

  it('splits a line along the pool and keeps what the policy protects', async () => {
    const { status, body } = await shop.reserve(one(13));
    expect([status, (body as Reservation).lines]).toMatchObject([
      201,
      [
        { location: 'depot', quantity: '3' },
        { location: 'leeds', quantity: '10' },
      ],
    ]);
    expect(await shop.reserve(one(1, 'A', 'leeds'))).toMatchObject({
      status: 409,
      body: { short: [{ location: 'leeds', claimable: '0' }] },
    });
  });

  it('sells from a silent location to the own shop alone, and from one in doubt to nobody', async () => {
    const own = claimPolicy({}, { firstParty: true });
    const ownShop = await startApi(shop.database.url, own);
    const standing = (sellableTo: string) =>
      shop.dataSource.query('UPDATE location_stock SET sellable_to = $1', [sellableTo]);
    try {
      await standing('first_party');
      expect(await shop.reserve(one(2, 'hot'))).toMatchObject({
        status: 409,
        body: { short: [{ claimable: '0' }] },
      });
      expect((await shop.reserve(one(2, 'hot'), undefined, ownShop)).status).toBe(201);
      const asked = await ownShop.get('/v1/availability?sku=hot&channel=bazaar');
      expect(asked.body).toMatchObject({ items: [{ channels: [{ claimable: '8' }] }] });
      await standing('nobody');
      expect((await shop.reserve(one(2, 'hot'), undefined, ownShop)).status).toBe(409);
      expect(await shop.claimedAt('hot', 'depot')).toBe(2);
    } finally {
      await ownShop.close();
    }
  });

  it('takes what there is where part is allowed', async () => {
    const lines = [
      { sku: 'B', quantity: 5 },
      { sku: 'hot', quantity: 2 },
    ];
    expect((await shop.reserve({ lines })).status).toBe(409);
    const part = await shop.reserve({ lines, allowPartial: true });
    expect(part).toMatchObject({
      status: 201,
      body: {
        lines: [
          { sku: 'B', quantity: '1' },
          { sku: 'hot', quantity: '2' },
        ],
        short: [{ sku: 'B', wanted: '5', claimable: '1' }],
      },
    });
    expect((await shop.reserve({ ...one(1, 'B'), allowPartial: true })).status).toBe(409);
  });

  it('answers a repeated call byte for byte, and claims once', async () => {
    const calls = [...Array.from({ length: 8 }, () => shop.api), shop.other];
    const answers = await Promise.all(calls.map((at) => shop.reserve(one(2, 'hot'), 'same', at)));
    answers.push(await shop.reserve(one(2, 'hot'), 'same', shop.other));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await shop.claimedAt('hot', 'depot')).toBe(2);
    const refused = await shop.reserve(one(99), 'refused');
    await shop.step(idOf(answers[0]!), 'extend');
    expect((await shop.reserve(one(99), 'refused')).text).toBe(refused.text);
    expect(await shop.reserve(one(3, 'hot'), 'same')).toMatchObject({
      status: 422,
      body: { type: 'urn:shelfwire:problem:idempotency_key_reused' },
    });
  });

  it('limits what one shopper holds of one item, in parallel at two processes, too', async () => {
    const shopper = { customerKey: 'c-1' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        shop.reserve(
          { ...shopper, ...one(1, 'A', index % 3 === 0 ? 'depot' : 'leeds') },
          `greedy-${index}`,
          index % 2 === 0 ? shop.api : shop.other,
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(await shop.reserve({ ...shopper, ...one(1) })).toMatchObject({
      status: 409,
      body: { type: 'urn:shelfwire:problem:too_many_units' },
    });
    expect((await shop.reserve({ ...shopper, ...one(4, 'hot') })).status).toBe(201);
    expect((await shop.reserve({ customerKey: 'c-2', ...one(4) })).status).toBe(201);
  });
});

/** Sessions of this test's database that wait for one that holds what they want. */
async function waitingForLocks({ dataSource }: ClaimShop): Promise<number> {
  const [row] = await dataSource.query<{ waiting: number }[]>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.waiting ?? 0;
}

async function conflictsAt(api: ApiServer): Promise<number> {
  const { text } = await api.get('/metrics');
  return Number(/^inv_reservation_conflicts_total\{channel="\w+"\} (\d+)$/m.exec(text)?.[1] ?? 0);
}
