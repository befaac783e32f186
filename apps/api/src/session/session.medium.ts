import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { FromAddress } from '../../../../test/support/from-address.js';
import { makeKey, setKey, uselessKeys } from '../../../../test/support/keys.js';
import { shopPolicy } from '../../../../test/support/policies.js';

const HOUR_MS = 3_600_000;
const JSON_BODY = { 'content-type': 'application/json' };
const OWN = { 'x-shelfwire-request': '1' };

describe("a browser's sign-in", () => {
  let database: TestDatabase;
  let api: ApiServer;
  let browser: FromAddress;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'session');
    api = await startApi(database.url, shopPolicy());
    browser = new FromAddress('127.7.0.1');
  });
  afterAll(async () => {
    await browser.close();
    await api?.close();
    await database?.drop();
  });

  const signIn = (key: string, headers: Record<string, string> = JSON_BODY, url = api.url) =>
    fetch(`${url}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ key }) });
  const cookieOf = async (key: string): Promise<string> => {
    const { headers } = await signIn(key);
    return headers.get('set-cookie')?.split(';')[0] ?? 'no cookie';
  };
  const who = (cookie: string) => fetch(`${api.url}/v1/session`, { headers: { cookie } });
  const pause = (headers: Record<string, string>) =>
    browser.call(`${api.url}/v1/channels/bazaar/resume`, { method: 'POST', headers });

  it('sets a cookie that no script reads and no foreign page sends, for at most twelve hours', async () => {
    const answer = await signIn(await makeKey(database.dataSource, 'viewer'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(
      /^shelfwire_session=sws_[0-9a-f]{64}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const told = (await answer.json()) as { expiresAt: string };
    expect(told).toMatchObject({ name: 'test viewer', scope: 'viewer' });
    const left = Date.parse(told.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(12 * HOUR_MS - 60_000);
    expect(left).toBeLessThanOrEqual(12 * HOUR_MS);

    const again = await who(set.split(';')[0] ?? '');
    expect(await again.json()).toEqual(told);
  });

  it('asks for TLS where the browser is not on this machine', async () => {
    const key = await makeKey(database.dataSource);
    const cookieAt = async (host: string) => {
      const options = {
        method: 'POST',
        headers: { ...JSON_BODY, host },
        body: JSON.stringify({ key }),
      };
      const { headers } = await browser.call(`${api.url}/v1/session`, options);
      return String(headers['set-cookie']);
    };
    expect(await cookieAt('shelfwire.example:7400')).toContain('; Secure');
    expect(await cookieAt('10.0.0.7')).toContain('; Secure');
    for (const host of ['localhost:7400', '127.0.0.1', '[::1]:7400']) {
      expect(await cookieAt(host)).not.toContain('Secure');
    }
  });

  it('never outlives its key', async () => {
    const key = await makeKey(database.dataSource);
    await setKey(database.dataSource, key, "expires_at = now() + interval '1 hour'");
    const told = (await (await signIn(key)).json()) as { expiresAt: string };
    expect(Date.parse(told.expiresAt) - Date.now()).toBeLessThanOrEqual(HOUR_MS);
  });

  it('ends when its key is revoked, and when it is over', async () => {
    const key = await makeKey(database.dataSource);
    const [revoked, over] = [
      await cookieOf(key),
      await cookieOf(await makeKey(database.dataSource)),
    ];
    expect([(await who(revoked)).status, (await who(over)).status]).toEqual([200, 200]);
    await setKey(database.dataSource, key, 'revoked_at = now()');
    await database.dataSource.query(
      `UPDATE api_session SET expires_at = now() WHERE key_id <> $1`,
      [key.split('_')[1]],
    );
    const until = { timeout: 5_000 };
    await expect.poll(async () => (await who(revoked)).status, until).toBe(401);
    await expect.poll(async () => (await who(over)).status, until).toBe(401);
    expect(await (await who(revoked)).json()).toMatchObject({
      type: 'urn:shelfwire:problem:key_revoked',
    });
  });

  it('is over at once when somebody signs out, and its key stays', async () => {
    const key = await makeKey(database.dataSource);
    const cookie = await cookieOf(key);
    expect((await who(cookie)).status).toBe(200);
    const out = await fetch(`${api.url}/v1/session`, {
      method: 'DELETE',
      headers: { cookie, ...OWN },
    });
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toMatch(
      /^shelfwire_session=; .*Expires=Thu, 01 Jan 1970/,
    );
    expect((await who(cookie)).status).toBe(401);
    expect((await signIn(key)).status).toBe(200);
  });

  it('changes nothing for a page that cannot send the header; a key needs none', async () => {
    const key = await makeKey(database.dataSource, 'operator');
    const cookie = await cookieOf(key);
    expect(await pause({ cookie })).toMatchObject({
      status: 403,
      body: { type: 'urn:shelfwire:problem:foreign_page' },
    });
    expect((await pause({ cookie, 'x-shelfwire-request': 'no' })).status).toBe(403);
    expect((await pause({ cookie, ...OWN })).status).toBe(200);
    expect((await pause({ authorization: `Bearer ${key}` })).status).toBe(200);
    const answer = await browser.call(`${api.url}/v1/status`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-shelfwire-request',
      },
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
  });

  it('may do no more than its key', async () => {
    const cookie = await cookieOf(await makeKey(database.dataSource, 'viewer'));
    expect(await pause({ cookie, ...OWN })).toMatchObject({
      status: 403,
      body: { type: 'urn:shelfwire:problem:scope_missing' },
    });
  });

  it('is not begun by a form of a foreign page', async () => {
    const answer = await browser.call(`${api.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `key=${await makeKey(database.dataSource)}`,
    });
    expect(answer).toMatchObject({
      status: 403,
      body: { type: 'urn:shelfwire:problem:foreign_page' },
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is refused with a key that does not work, and the answer does not repeat it', async () => {
    for (const key of Object.values(await uselessKeys(database.dataSource))) {
      const answer = await signIn(key);
      const text = await answer.text();
      expect({ key, status: answer.status }).toEqual({ key, status: 401 });
      expect(text).not.toContain(key.slice(17, 40));
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    const mistyped = await makeKey(database.dataSource);
    const refused = await browser.call(`${api.url}/v1/session`, {
      method: 'POST',
      headers: JSON_BODY,
      body: JSON.stringify({ kye: mistyped }),
    });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('kye');
    expect(JSON.stringify(refused.body)).not.toContain(mistyped.slice(17, 40));
  });
});
