import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { bearer, startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { FromAddress } from '../../../../test/support/from-address.js';
import { makeKey, setKey, uselessKeys, withAnotherSecret } from '../../../../test/support/keys.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { newApiKey } from '#access';
import { noteUse } from '#storage';

interface Made {
  readonly id: string;
  readonly key: string;
  readonly expiresAt: string;
}

const DAY_MS = 86_400_000;

describe('keys over the API', () => {
  let database: TestDatabase;
  let api: ApiServer;
  let other: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'keys');
    api = await startApi(database.url, shopPolicy());
    other = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await other?.close();
    await database?.drop();
  });

  const create = async (body: object): Promise<Made> =>
    (await api.send('POST', '/v1/keys', body)).body as Made;
  const statusAt = async (at: ApiServer, key: string): Promise<number> =>
    (await fetch(`${at.url}/v1/alerts`, { headers: bearer(key) })).status;
  const stored = <T>(key: string, column: string): Promise<T> =>
    database.dataSource
      .query<{ value: T }[]>(`SELECT ${column} AS value FROM api_key WHERE id = $1`, [
        key.split('_')[1],
      ])
      .then(([row]) => row?.value as T);

  it('makes a key that works in every process at once, for 90 days', async () => {
    const made = await create({ name: 'grafana', scope: 'viewer' });
    expect(made).toMatchObject({
      name: 'grafana',
      scope: 'viewer',
      state: 'live',
      revokedAt: null,
    });
    expect(made.key.startsWith(`swk_${made.id}_`)).toBe(true);
    const left = Date.parse(made.expiresAt) - Date.now();
    expect(Math.round(left / DAY_MS)).toBe(90);
    expect([await statusAt(api, made.key), await statusAt(other, made.key)]).toEqual([200, 200]);
  });

  it('shows it once, and stores no more than its hash', async () => {
    const { id, key } = await create({ name: 'once', scope: 'claims', days: 7 });
    const listed = await api.get('/v1/keys');
    expect(listed.body).toMatchObject({
      keys: expect.arrayContaining([
        expect.objectContaining({ id, name: 'once', scope: 'claims', createdBy: 'test admin' }),
      ]) as [],
    });
    expect(listed.text).not.toContain(key.slice(17, 40));
    const rows = await database.dataSource.query<object[]>(
      `SELECT to_jsonb(k)::text AS kept FROM api_key k
       UNION ALL SELECT to_jsonb(a)::text FROM operator_action a`,
    );
    expect(JSON.stringify(rows)).toContain(id);
    expect(JSON.stringify(rows)).not.toContain(key.slice(17, 40));
  });

  it.each([
    [{ scope: 'viewer' }, 'name'],
    [{ name: 'x', scope: 'root' }, 'scope'],
    [{ name: 'x', scope: 'viewer', days: 0 }, 'days'],
    [{ name: 'x', scope: 'viewer', days: 367 }, 'days'],
    [{ name: 'x', scope: 'viewer', id: 'mine' }, 'id'],
  ])('refuses %j', async (body, field) => {
    const answer = await api.send('POST', '/v1/keys', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('revokes within 5 s in another process that had just let it in', async () => {
    const { id, key } = await create({ name: 'lost', scope: 'viewer' });
    expect([await statusAt(api, key), await statusAt(other, key)]).toEqual([200, 200]);
    const revoked = await api.send('DELETE', `/v1/keys/${id}`);
    expect(revoked).toMatchObject({ status: 200, body: { id, state: 'revoked' } });
    const revokedAt = performance.now();
    expect(await statusAt(api, key)).toBe(401);
    await expect.poll(() => statusAt(other, key), { timeout: 5_000, interval: 50 }).toBe(401);
    expect(performance.now() - revokedAt).toBeLessThan(5_000);
    expect(await api.send('DELETE', `/v1/keys/${id}`)).toMatchObject({ status: 200 });
    expect(await api.send('DELETE', '/v1/keys/0123456789ab')).toMatchObject({ status: 404 });
  });

  it('notes when it was used, at most once a minute', async () => {
    const key = await makeKey(database.dataSource, 'viewer');
    const used = () => stored<Date | null>(key, 'last_used_at');
    expect(await used()).toBeNull();
    await Promise.all([statusAt(api, key), statusAt(other, key), statusAt(api, key)]);
    const first = await used();
    expect(first).toBeInstanceOf(Date);
    await statusAt(await startOnce(), key);
    // a process that had looked before the first one noted it
    await noteUse(database.dataSource.manager, key.split('_')[1] ?? '');
    expect(await used()).toEqual(first);
    await setKey(database.dataSource, key, `last_used_at = now() - interval '61 seconds'`);
    await statusAt(await startOnce(), key);
    expect((await used())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity);
  });

  it('does not note a wrong one as use', async () => {
    const key = await makeKey(database.dataSource, 'viewer');
    expect(await statusAt(api, withAnotherSecret(key))).toBe(401);
    expect(await stored(key, 'last_used_at')).toBeNull();
  });

  const once: ApiServer[] = [];
  /** A process that has seen no key yet. */
  const startOnce = async (): Promise<ApiServer> => {
    const started = await startApi(database.url, shopPolicy());
    once.push(started);
    return started;
  };
  afterEach(async () => {
    await Promise.all(once.splice(0).map((started) => started.close()));
  });

  describe('from an address that sends wrong ones', () => {
    let attacker: FromAddress;
    let neighbour: FromAddress;
    beforeEach(() => {
      attacker = new FromAddress('127.6.0.1');
      neighbour = new FromAddress('127.6.0.2');
    });
    afterEach(() => Promise.all([attacker.close(), neighbour.close()]));

    const call = (client: FromAddress, at: ApiServer, key: string) =>
      client.call(`${at.url}/v1/alerts`, { headers: bearer(key) });

    it('lets ten a minute be tried; keys that had worked go on to', async () => {
      const at = await startOnce();
      const [known, fresh] = [
        await makeKey(database.dataSource),
        await makeKey(database.dataSource),
      ];
      expect((await call(attacker, at, known)).status).toBe(200);
      const tried: number[] = [];
      for (let count = 0; count < 12; count += 1) {
        const wrong = count % 2 === 0 ? newApiKey().text : 'swk_guess';
        tried.push((await call(attacker, at, wrong)).status);
      }
      expect(tried).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);

      const refused = await call(attacker, at, fresh);
      expect(refused).toMatchObject({
        status: 429,
        body: { type: 'urn:shelfwire:problem:too_many_wrong_keys' },
      });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
      expect((await call(attacker, at, known)).status).toBe(200);
      expect((await call(neighbour, at, fresh)).status).toBe(200);
      const signIn = await attacker.call(`${at.url}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: newApiKey().text }),
      });
      expect(signIn.status).toBe(429);
    });

    it('does not count those that once worked, nor none', async () => {
      const at = await startOnce();
      const { expired = '', revoked = '' } = await uselessKeys(database.dataSource);
      for (let count = 0; count < 12; count += 1) {
        expect((await call(attacker, at, count % 2 === 0 ? expired : revoked)).status).toBe(401);
        expect((await attacker.call(`${at.url}/v1/alerts`)).status).toBe(401);
      }
      expect((await call(attacker, at, newApiKey().text)).status).toBe(401);
    });
  });
});
