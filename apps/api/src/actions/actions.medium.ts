import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { bearer } from '../../../../test/support/api-server.js';
import { claimPolicy, ClaimShop, idOf, one } from '../../../../test/support/claims.js';
import { emptyTables } from '../../../../test/support/empty-tables.js';
import { makeKey } from '../../../../test/support/keys.js';
import type { Actions } from './action.schema.js';

type Action = Actions['actions'][number];

describe('the audit of what was done', () => {
  let shop: ClaimShop;
  let adminId: string;

  beforeAll(async () => {
    shop = await ClaimShop.open(inject('stack').statePostgres, claimPolicy());
    adminId = shop.api.key.split('_')[1] ?? '';
  });
  afterAll(() => shop?.close());
  beforeEach(async () => {
    await shop.stock({ A: { depot: 5 } });
    await emptyTables(shop.dataSource, 'operator_action');
  });

  const read = async (query = ''): Promise<Actions> =>
    (await shop.api.get(`/v1/actions${query}`)).body as Actions;
  const told = async (): Promise<Partial<Action>[]> =>
    (await read()).actions.map(({ action, subject, outcome, details }) => ({
      action,
      subject,
      outcome,
      details,
    }));

  it('names the key, what it did to what, when, and what came of it', async () => {
    const made = await shop.reserve(one(1));
    const [action, ...others] = (await read()).actions;
    expect(others).toEqual([]);
    expect(action).toMatchObject({
      actor: 'test admin',
      key: { id: adminId, name: 'test admin' },
      action: 'reservation.create',
      subject: idOf(made),
      reason: 'over the API',
      outcome: 'done',
      details: { status: 201, channel: 'bazaar' },
    });
    expect(Math.abs(Date.parse(action?.at ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('has every write, the newest first, and no read', async () => {
    const id = idOf(await shop.reserve(one(1)));
    await shop.find(id);
    await shop.step(id, 'extend');
    await shop.step(id, 'commit', { order: { id: 'o-1' } });
    await shop.release(id);
    const order = await shop.order('o-2', one(1));
    await shop.preorder('o-3', one(1));
    await shop.api.send('POST', '/v1/channels/bazaar/pause', { because: 'a test', by: 'ann' });
    await shop.api.send('DELETE', '/v1/preorders/bazaar/o-3');
    await shop.api.send('POST', '/v1/exceptions/17/resolve');
    await shop.api.get('/v1/actions');

    expect(await told()).toMatchObject([
      { action: 'exception.resolve', subject: '17', outcome: 'refused' },
      { action: 'preorder.cancel', subject: 'bazaar/o-3', outcome: 'refused' },
      { action: 'channel.pause', subject: 'bazaar', outcome: 'done' },
      { action: 'preorder.create', outcome: 'refused', details: { order: { id: 'o-3' } } },
      { action: 'order.create', subject: idOf(order), outcome: 'done' },
      { action: 'reservation.release', subject: id, outcome: 'done' },
      { action: 'reservation.commit', subject: id, details: { order: { id: 'o-1' } } },
      { action: 'reservation.extend', subject: id, outcome: 'done' },
      { action: 'reservation.create', subject: id, outcome: 'done' },
    ]);
  });

  it('has what was refused, and keeps the name that somebody gave beside the key', async () => {
    await shop.reserve(one(99));
    await shop.api.send('POST', '/v1/reservations', { nonsense: true }, 'k');
    await shop.api.send('POST', '/v1/channels/nowhere/pause', { because: 'a test' });
    await shop.api.send('POST', '/v1/channels/bazaar/pause', { because: 'a test', by: 'ann' });
    await shop.api.send('POST', '/v1/channels/bazaar/resume', {});
    const { actions } = await read();
    expect(actions).toMatchObject([
      { actor: 'test admin', key: { id: adminId }, action: 'channel.resume', outcome: 'done' },
      { actor: 'ann', key: { id: adminId }, reason: 'a test', outcome: 'done' },
      { action: 'channel.pause', subject: 'nowhere', outcome: 'refused', details: { status: 404 } },
      { action: 'reservation.create', outcome: 'refused', details: { status: 400 } },
      { action: 'reservation.create', outcome: 'refused', details: { status: 409 } },
    ]);
  });

  it('has keys that were made and revoked, and sign-ins', async () => {
    const made = await shop.api.send('POST', '/v1/keys', { name: 'till', scope: 'claims' });
    const { id, key } = made.body as { id: string; key: string };
    const begun = await fetch(`${shop.api.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
    await fetch(`${shop.api.url}/v1/session`, {
      method: 'DELETE',
      headers: { cookie, 'x-shelfwire-request': '1' },
    });
    await shop.api.send('DELETE', `/v1/keys/${id}`);
    expect((await read()).actions).toMatchObject([
      { action: 'key.revoke', subject: id, key: { id: adminId } },
      { action: 'session.end', actor: 'till', key: { id, name: 'till' } },
      { action: 'session.begin', actor: 'till', key: { id, name: 'till' } },
      { action: 'key.create', subject: id, details: { name: 'till', scope: 'claims', days: 90 } },
    ]);
  });

  it('is read page by page, without a gap and without a repetition', async () => {
    for (let count = 0; count < 5; count += 1) await shop.reserve(one(1));
    const first = await read('?limit=2');
    const second = await read(`?limit=2&after=${first.next}`);
    const third = await read(`?limit=2&after=${second.next}`);
    const ids = [first, second, third].flatMap(({ actions }) =>
      actions.map(({ id }) => Number(id)),
    );
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
    expect(third.next).toBeNull();
  });

  it('is open to viewers', async () => {
    const key = await makeKey(shop.dataSource, 'viewer');
    const answer = await fetch(`${shop.api.url}/v1/actions`, { headers: bearer(key) });
    expect(answer.status).toBe(200);
  });

  it.each([
    'UPDATE operator_action SET reason = $1',
    'DELETE FROM operator_action WHERE reason <> $1',
  ])('stays as it is: %s', async (statement) => {
    await shop.reserve(one(1));
    const before = await told();
    const change = shop.dataSource.query(statement, ['x']);
    await expect(change).rejects.toThrow('actions are append-only');
    await expect(shop.dataSource.query('TRUNCATE operator_action')).rejects.toThrow('append-only');
    expect(await told()).toEqual(before);
  });

  it('loses none of many calls that end together', async () => {
    await shop.stock({ A: { depot: 50 } });
    await Promise.all(Array.from({ length: 60 }, () => shop.reserve(one(1))));
    const { actions } = await read('?limit=200');
    const outcomes = (outcome: string) => actions.filter((each) => each.outcome === outcome).length;
    expect([outcomes('done'), outcomes('refused')]).toEqual([50, 10]);
    expect(new Set(actions.map(({ subject }) => subject)).size).toBe(51);
  });

  it('answers no write as done whose row could not be stored; said again, it is', async () => {
    await shop.dataSource.query('ALTER TABLE operator_action RENAME TO mislaid');
    const lost = await shop.reserve(one(1), 'said-twice');
    await shop.dataSource.query('ALTER TABLE mislaid RENAME TO operator_action');
    const again = await shop.reserve(one(1), 'said-twice');
    expect([lost.status, again.status]).toEqual([500, 201]);
    expect(await shop.claimedAt('A', 'depot')).toBe(1);
    expect(await told()).toMatchObject([{ subject: idOf(again), outcome: 'done' }]);
  });
});
