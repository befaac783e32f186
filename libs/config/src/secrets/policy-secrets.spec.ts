import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from '../policy.js';
import { ConfigError } from '../problem.js';
import { secretsOf } from '../secrets-of.js';
import { addKey, keyLine } from './add-key.js';
import { readKeyRing } from './read-key-ring.js';
import { setSecret } from './set-secret.js';

const POLICY = `version: 1
sources:
  till:
    pack: demo-pos
    timeZone: Europe/London
    database: { host: 127.0.0.1, port: 3306, name: pos, user: reader, password: "\${secret:pos}" }
    capture: { secrets: /secrets/pos.properties }
locations:
  leeds: { source: till, name: Leeds, kind: store }
channels:
  bazaar:
    connector: sandbox
    endpoint: { url: "http://127.0.0.1:7480", account: bazaar, token: "b-\${secret:bazaar}" }
    limits: [{ id: calls, cost: request, capacity: 20, refillPerSecond: 10 }]
    pool: [leeds]
`;
const PLAIN = { pos: 'Correct-horse-1', bazaar: 'battery-staple-2' };

let folder: string;
let keysFile: string;
let secretsFile: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policy-secrets-'));
  keysFile = join(folder, 'keys');
  secretsFile = join(folder, 'shelfwire.secrets.json');
  mkdirSync(join(folder, 'connectors', 'demo-pos'), { recursive: true });
  writeFileSync(join(folder, 'connectors', 'demo-pos', 'pack.yaml'), 'pack: 1\n');
  await addKey(keysFile, 'k1');
  const ring = readKeyRing({ keysFile, keys: undefined });
  for (const [name, text] of Object.entries(PLAIN)) {
    await setSecret(secretsFile, { name, text, ring });
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const ENV = () => ({ SHELFWIRE_SECRETS_KEYS_FILE: keysFile });

function load(text = POLICY, env: NodeJS.ProcessEnv = ENV()) {
  const file = join(folder, 'shelfwire.yaml');
  writeFileSync(file, text);
  return loadPolicy(file, env);
}

function errorOf(text?: string, env?: NodeJS.ProcessEnv): ConfigError {
  try {
    load(text, env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the policy was taken');
}

function changeFile(change: (text: string) => string): void {
  writeFileSync(secretsFile, change(readFileSync(secretsFile, 'utf8')));
}

it('decrypts secrets beside the policy, which logs then hide; they make no other version', async () => {
  const policy = load();
  expect(policy.sources['till']?.database.password).toBe(PLAIN.pos);
  expect(policy.channels['bazaar']?.endpoint).toMatchObject({ token: `b-${PLAIN.bazaar}` });
  expect(secretsOf(policy, undefined)).toEqual([PLAIN.pos, `b-${PLAIN.bazaar}`]);

  const ring = readKeyRing({ keysFile, keys: undefined });
  await setSecret(secretsFile, { name: 'pos', text: 'another-one', ring });
  expect(load().sources['till']?.database.password).toBe('another-one');
  expect(load().policyVersion).toBe(policy.policyVersion);
});

it('takes the secrets file and the keys from where variables say', () => {
  const elsewhere = join(folder, 'elsewhere.json');
  writeFileSync(elsewhere, readFileSync(secretsFile));
  rmSync(secretsFile);
  const env = {
    SHELFWIRE_SECRETS_FILE: elsewhere,
    SHELFWIRE_SECRETS_KEYS: readFileSync(keysFile, 'utf8'),
  };
  expect(load(POLICY, env).sources['till']?.database.password).toBe(PLAIN.pos);
});

it('reads neither keys nor secrets for a policy without any', () => {
  const without = POLICY.replace(/\$\{secret:\w+\}/g, 'plain-text');
  chmodSync(keysFile, 0o644);
  changeFile(() => 'broken');
  expect(load(without).sources['till']?.database.password).toBe('plain-text');
});

describe('tells, with its place and without a value:', () => {
  it('a secret that is not there, naming those that are', () => {
    expect(errorOf(POLICY.replace('secret:pos', 'secret:poss')).problems).toMatchObject([
      {
        line: 6,
        path: 'sources.till.database.password',
        found: '${secret:poss}',
        expected: `a secret of ${secretsFile}, which has bazaar, pos`,
        hint: 'did you mean "pos"?',
      },
    ]);
    rmSync(secretsFile);
    expect(errorOf().problems).toMatchObject([
      { expected: `a secret of ${secretsFile}, which has none` },
      { path: 'channels.bazaar.endpoint.token' },
    ]);
  });

  it('a key that is not there, naming those that are', () => {
    const env = { SHELFWIRE_SECRETS_KEYS: `${keyLine('k2')}\n${keyLine('k3')}` };
    expect(errorOf(POLICY, env).problems[0]).toMatchObject({
      path: 'sources.till.database.password',
      expected: 'the key "k1", with which the secret is encrypted; there are "k2", "k3"',
      hint: expect.stringContaining('"k1"') as string,
    });
  });

  it('entries that were exchanged, and another key under the same id', () => {
    changeFile((text) =>
      text.replace('"pos"', '"x"').replace('"bazaar"', '"pos"').replace('"x"', '"bazaar"'),
    );
    const { problems, message } = errorOf();
    expect(problems).toMatchObject([
      {
        path: 'sources.till.database.password',
        expected: expect.stringContaining('its tag does not fit') as string,
      },
      {
        path: 'channels.bazaar.endpoint.token',
        expected: expect.stringContaining('its tag does not fit') as string,
      },
    ]);
    const other = errorOf(POLICY, { SHELFWIRE_SECRETS_KEYS: keyLine('k1') });
    expect(other.problems).toHaveLength(2);
    for (const text of [message, other.message]) {
      expect(text).not.toContain(PLAIN.pos);
      expect(text).not.toContain(PLAIN.bazaar);
    }
  });

  it('keys or a file that cannot be used, once, however many secrets are asked for', () => {
    chmodSync(keysFile, 0o640);
    expect(errorOf().problems).toMatchObject([{ file: keysFile, hint: `chmod 600 ${keysFile}` }]);
    expect(errorOf(POLICY, {}).problems).toMatchObject([{ path: 'SHELFWIRE_SECRETS_KEYS_FILE' }]);
    changeFile((text) => text.replace('"version"', 'version'));
    expect(errorOf().problems).toMatchObject([{ file: secretsFile, line: 2, path: '(syntax)' }]);
  });

  it.each([
    ['Leeds, kind', '"${secret:pos}", kind', 'locations.leeds.name'],
    ['account: bazaar', 'account: "${secret:pos}"', 'channels.bazaar.endpoint.account'],
    ['"http://127.0.0.1:7480"', '"http://${secret:pos}"', 'channels.bazaar.endpoint.url'],
    ['host: 127.0.0.1', 'host: "${secret:pos}"', 'sources.till.database.host'],
    ['/secrets/pos.properties', '"${secret:pos}"', 'sources.till.capture.secrets'],
    ['pool: [leeds]', 'pool: ["${secret:pos}"]', 'channels.bazaar.pool[0]'],
  ])('a secret where its value would be shown: %s', (from, to, path) => {
    const { problems, message } = errorOf(POLICY.replace(from, to));
    const [first] = problems.filter((problem) => problem.path === path);
    expect(first).toMatchObject({ expected: expect.stringContaining('no secret here') as string });
    expect(message).not.toContain(PLAIN.pos);
  });
});
