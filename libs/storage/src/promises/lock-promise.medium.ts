import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { closePromises, lockPromise, promiseOf } from '../index.js';
import type { OrderPromise } from '../index.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const promise: OrderPromise = {
  orderRef: 'bazaar-77',
  sku: 'A',
  channel: 'bazaar',
  units: 2_500_000n,
  promisedFor: '2026-03-09',
  policyVersion: 'p1',
};

describe('lockPromise', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'promises');
  });
  afterAll(() => database?.drop());

  it('answers every later call with the first promise', async () => {
    const { manager } = database.dataSource;
    const first = await lockPromise(manager, promise, NOW);
    const later = await lockPromise(
      manager,
      { ...promise, promisedFor: '2026-04-20', units: 9_000_000n, policyVersion: 'p2' },
      new Date('2026-03-02T12:00:00Z'),
    );

    expect(first).toEqual({ ...promise, promisedAt: NOW.toISOString(), isNew: true });
    expect(later).toEqual({ ...first, isNew: false });
  });

  it('makes one promise of many at the same time', async () => {
    const { dataSource } = database;
    const dates = ['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08', '2026-03-10'];
    const promises = await Promise.all(
      dates.map((promisedFor) =>
        dataSource.transaction((manager) =>
          lockPromise(manager, { ...promise, orderRef: 'bazaar-78', promisedFor }, NOW),
        ),
      ),
    );

    expect(promises.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(promises.map(({ promisedFor }) => promisedFor)).size).toBe(1);
  });

  it('keeps the date of a closed promise', async () => {
    const { manager } = database.dataSource;
    const order = { ...promise, orderRef: 'bazaar-79' };
    await lockPromise(manager, order, NOW);
    await closePromises(manager, order.orderRef, NOW);

    expect(await promiseOf(manager, order.orderRef, 'A')).toMatchObject({
      promisedFor: '2026-03-09',
    });
    const open = await manager.query<unknown[]>(
      "SELECT 1 FROM order_promise WHERE order_ref = 'bazaar-79' AND closed_at IS NULL",
    );
    expect(open).toEqual([]);
  });
});
