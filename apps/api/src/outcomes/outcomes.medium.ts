import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';

const SHIPPED = {
  id: 'o-1',
  order: '4711',
  line: '1',
  channel: 'bazaar',
  sku: 'A',
  location: 'leeds',
  outcome: 'shipped',
  at: '2026-10-07T12:00:00+02:00',
};

describe('POST /v1/order-outcomes', () => {
  let database: TestDatabase;
  let api: ApiServer;

  const send = (...outcomes: readonly object[]) =>
    api.send('POST', '/v1/order-outcomes', { outcomes });
  const stored = () =>
    database.dataSource.query<object[]>(
      'SELECT id, order_id, outcome, reason, manual, location, at FROM order_outcome ORDER BY id',
    );

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'outcomes');
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });
  beforeEach(() => database.dataSource.query('TRUNCATE order_outcome'));

  it('takes each outcome once, however often it is sent', async () => {
    const cancelled = {
      ...SHIPPED,
      id: 'o-2',
      outcome: 'cancelled',
      reason: 'oversold',
      manual: true,
    };
    expect(await send(SHIPPED)).toMatchObject({ status: 200, body: { taken: 1, repeated: 0 } });
    expect((await send(SHIPPED, cancelled, cancelled)).body).toEqual({ taken: 1, repeated: 2 });
    expect(await stored()).toMatchObject([
      {
        id: 'o-1',
        order_id: '4711',
        reason: null,
        manual: false,
        at: new Date('2026-10-07T10:00:00Z'),
      },
      { id: 'o-2', outcome: 'cancelled', reason: 'oversold', manual: true, location: 'leeds' },
    ]);
  });

  it('takes nothing of a call in which an id stands for something else already', async () => {
    await send(SHIPPED);
    const other = await send({ ...SHIPPED, id: 'o-3' }, { ...SHIPPED, sku: 'B' });
    expect(other).toMatchObject({
      status: 409,
      body: { type: 'urn:shelfwire:problem:other_outcome' },
    });
    expect((other.body as { detail: string }).detail).toMatch(/^o-1: /);
    expect(await stored()).toHaveLength(1);
  });

  it.each([
    [{ outcome: 'lost' }, 400, 'outcomes.0.outcome'],
    [{ reason: 'oversold' }, 400, 'outcomes.0.reason'],
    [{ outcome: 'cancelled' }, 400, 'outcomes.0.reason'],
    [{ outcome: 'cancelled', reason: 'whim' }, 400, 'outcomes.0.reason'],
    [{ at: '2026-10-07 12:00' }, 400, 'outcomes.0.at'],
    [{ promisedBy: 'soon' }, 400, 'outcomes.0.promisedBy'],
    [{ colour: 'red' }, 400, 'outcomes.0.colour'],
  ])('%j: refused with %i, naming %s', async (part, status, field) => {
    expect(await send({ ...SHIPPED, ...part })).toMatchObject({
      status,
      body: { errors: [{ field }] },
    });
    expect(await stored()).toEqual([]);
  });

  it('refuses more than 500, and channels and locations that the policy does not name', async () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ ...SHIPPED, id: String(index) }));
    expect((await send(...many)).status).toBe(400);
    expect((await send(...many.slice(1))).body).toEqual({ taken: 500, repeated: 0 });
    expect(await send({ ...SHIPPED, id: 'x', channel: 'bazar' })).toMatchObject({
      status: 404,
      body: { suggestion: 'bazaar' },
    });
    expect((await send({ ...SHIPPED, id: 'x', location: 'leads' })).status).toBe(404);
  });
});
