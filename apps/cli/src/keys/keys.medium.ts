import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bearer, startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { newApiKey, type Scope } from '#access';
import { makeKey, setKey } from '../../../../test/support/keys.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { runProgram, type Ended } from '../../../../test/support/run-program.js';

const KEY = /swk_[0-9a-f]{12}_[0-9a-f]{72}/;

describe('shelfwire keys', () => {
  let database: TestDatabase;
  let api: ApiServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    database = await createTestDatabase(inject('stack').statePostgres, 'keys_command');
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  /** Away from the checkout, so that no local run fills what is not set. */
  const shelfwire = (args: string[], more: Record<string, string> = {}): Promise<Ended> => {
    const env = {
      SHELFWIRE_DATABASE_URL: database.url,
      SHELFWIRE_KAFKA_BROKERS: '127.0.0.1:1',
      SHELFWIRE_CONNECT_URL: 'http://127.0.0.1:1',
      SHELFWIRE_API_URL: api.url,
      ...more,
    };
    return runProgram('apps/cli/src/main.ts', { args, env, cwd: folder });
  };
  const made = async (scope: Scope): Promise<{ id: string; key: string }> => {
    const key = await makeKey(database.dataSource, scope);
    return { id: key.split('_')[1] ?? '', key };
  };
  const statusOf = async (key: string): Promise<number> =>
    (await fetch(`${api.url}/v1/alerts`, { headers: bearer(key) })).status;
  const actions = (action: string) =>
    database.dataSource.query<Record<string, unknown>[]>(
      `SELECT actor, key_id, subject, reason, outcome, details FROM operator_action
       WHERE action = $1 ORDER BY id`,
      [action],
    );

  it('makes the first key, with no API and no key, and shows it alone', async () => {
    const args = ['keys', 'create', '--name', 'me', '--scope', 'viewer'];
    const { code, stdout, stderr } = await shelfwire(args, {
      SHELFWIRE_API_URL: 'http://127.0.0.1:1',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${KEY.source}\n$`));
    expect(stderr).toContain('it is shown this once');
    expect(stderr).not.toMatch(KEY);
    expect(await statusOf(stdout.trim())).toBe(200);
    const id = stdout.split('_')[1];
    expect(await actions('key.create')).toContainEqual({
      actor: userInfo().username,
      key_id: null,
      subject: id,
      reason: 'shelfwire keys create',
      outcome: 'done',
      details: { name: 'me', scope: 'viewer', days: 90 },
    });
  });

  it('gives commands what they show to the API, from the variable and from a file', async () => {
    const file = join(folder, 'deep', 'api-key');
    const written = await shelfwire([
      'keys',
      'create',
      '--name',
      'f',
      '--scope',
      'viewer',
      '--file',
      file,
    ]);
    expect(written).toMatchObject({ code: 0 });
    expect(`${written.stdout}${written.stderr}`).not.toMatch(KEY);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, 'utf8').trim();
    expect(key).toMatch(KEY);
    const byFile = await shelfwire(['channels', 'ls', '--json'], { SHELFWIRE_API_KEY_FILE: file });
    const byText = await shelfwire(['channels', 'ls', '--json'], { SHELFWIRE_API_KEY: key });
    expect([byFile.code, byText.code]).toEqual([0, 0]);
    expect(JSON.parse(byFile.stdout)).toHaveProperty('channels');
  });

  it('keeps the key of a file while it works, and makes another when it does not', async () => {
    const file = join(folder, 'kept');
    const keep = async (): Promise<string> => {
      const flags = ['--name', 'demo', '--scope', 'admin', '--file', file, '--keep'];
      const { code } = await shelfwire(['keys', 'create', ...flags]);
      expect(code).toBe(0);
      return readFileSync(file, 'utf8').trim();
    };
    const first = await keep();
    expect(await keep()).toBe(first);
    await setKey(database.dataSource, first, 'expires_at = now()');
    const second = await keep();
    expect(second).not.toBe(first);
    writeFileSync(file, `${newApiKey().text}\n`);
    const third = await keep();
    expect(await statusOf(third)).toBe(200);
  });

  it('says how to mend a missing and a refused key', async () => {
    const none = await shelfwire(['status']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain(
      `The Shelfwire API at ${api.url} asks for a key, and none is given.`,
    );
    expect(none.stderr).toContain('shelfwire keys create --name <yours> --scope operator');
    const key = newApiKey().text;
    const unknown = await shelfwire(['status'], { SHELFWIRE_API_KEY: key });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('does not take the key that is given');
    expect(unknown.stderr).not.toContain(key.slice(17, 40));
    const weak = await makeKey(database.dataSource, 'viewer');
    const pause = ['channels', 'pause', 'bazaar', '--reason', 'a test'];
    const refused = await shelfwire(pause, { SHELFWIRE_API_KEY: weak });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('has the scope viewer; this needs operator');
  });

  it('lists keys without what is secret of them', async () => {
    const { id, key } = await made('claims');
    await setKey(database.dataSource, key, "last_used_at = now() - interval '3 hours'");
    const { stdout } = await shelfwire(['keys', 'ls']);
    expect(stdout).toMatch(/^ID +NAME +SCOPE +STATE +EXPIRES +LAST USED$/m);
    const row = new RegExp(
      `^${id} +test claims +claims +live +\\d{4}-\\d\\d-\\d\\d +3 h ago$`,
      'm',
    );
    expect(stdout).toMatch(row);
    expect(stdout).not.toMatch(KEY);
  });

  it('revokes, and says why', async () => {
    const { id, key } = await made('viewer');
    expect(await statusOf(key)).toBe(200);
    const { code, stdout } = await shelfwire(['keys', 'revoke', id, '--reason', 'laptop lost']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${id} (test viewer) is revoked.\n` });
    await expect.poll(() => statusOf(key), { timeout: 5_000, interval: 50 }).toBe(401);
    expect(await actions('key.revoke')).toMatchObject([{ subject: id, reason: 'laptop lost' }]);
    const unknown = await shelfwire(['keys', 'revoke', '0123456789ab']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('There is no key 0123456789ab; shelfwire keys ls names all');
  });

  it('reviews who can do what, flags what nobody uses, and records who has looked', async () => {
    const idle = await made('operator');
    await setKey(
      database.dataSource,
      idle.key,
      "created_at = now() - interval '80 days', last_used_at = now() - interval '31 days', expires_at = now() + interval '50 days'",
    );
    const fresh = await made('admin');
    const review = await shelfwire(['keys', 'review', '--sign-off', 'quarterly; idle is asked']);
    expect(review.code).toBe(0);
    expect(review.stdout).toMatch(/^ID +NAME +SCOPE +MADE BY +AGE +LAST USED +LEFT +LOOK AT$/m);
    expect(review.stdout).toMatch(
      new RegExp(`^${idle.id} +test operator .* 80 d +31 d ago +\\d+ d +unused$`, 'm'),
    );
    expect(review.stdout).toMatch(
      new RegExp(`^${fresh.id} +test admin .* 0 d +never +0 d +expires soon$`, 'm'),
    );
    const [signed, ...others] = await actions('keys.review');
    expect(others).toEqual([]);
    expect(signed).toMatchObject({
      actor: userInfo().username,
      reason: 'quarterly; idle is asked',
      details: {
        keys: expect.arrayContaining([fresh.id]) as [],
        flagged: expect.arrayContaining([idle.id]) as [],
      },
    });
    const { stdout } = await shelfwire(['keys', 'review', '--json']);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ id: idle.id, unusedDays: 31, flags: ['unused'] }),
    );
    expect(await actions('keys.review')).toHaveLength(1);
  });

  it('refuses to keep a key nowhere', async () => {
    const args = ['keys', 'create', '--name', 'x', '--scope', 'viewer', '--keep'];
    expect(await shelfwire(args)).toMatchObject({ code: 2, stderr: '--keep needs --file\n' });
  });

  it('writes no key to a file before it is stored', async () => {
    const file = join(folder, 'never');
    const { code } = await shelfwire(
      ['keys', 'create', '--name', 'x', '--scope', 'viewer', '--file', file],
      { SHELFWIRE_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    );
    expect(code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});
