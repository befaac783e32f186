import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from './policy.js';
import { ConfigError, type Problem } from './problem.js';

const SOUND = `version: 1
sources:
  till:
    pack: demo-pos
    timeZone: Europe/London
    database: { host: 127.0.0.1, port: 3306, name: pos, user: reader, password: "\${env:POS_PASSWORD}" }
    capture: { secrets: /secrets/pos.properties }
locations:
  store-london: { source: till, name: London, kind: store }
  store-leeds: { source: till, name: Leeds, kind: store }
channels:
  bazaar:
    connector: sandbox
    endpoint: { url: "http://127.0.0.1:7480", account: bazaar, token: "\${file:token.txt}" }
    limits:
      - { id: calls, cost: request, capacity: 20, refillPerSecond: 10 }
    pool: [store-london, store-leeds]
    protect: { store-london: 2 }
`;
const ENV = { POS_PASSWORD: 'hunter2' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  mkdirSync(join(folder, 'connectors', 'demo-pos'), { recursive: true });
  writeFileSync(join(folder, 'connectors', 'demo-pos', 'pack.yaml'), 'pack: 1\n');
  writeFileSync(join(folder, 'token.txt'), 's3cret-token\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(text: string, env: NodeJS.ProcessEnv = ENV) {
  const file = join(folder, 'shelfwire.yaml');
  writeFileSync(file, text);
  return loadPolicy(file, env);
}

function problemsOf(text: string, env?: NodeJS.ProcessEnv): readonly Problem[] {
  try {
    load(text, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const change = (from: string, to: string) => {
  expect(SOUND).toContain(from);
  return SOUND.replace(from, to);
};

describe('a sound policy', () => {
  it('resolves secrets from the environment and from files beside it, and fills defaults', () => {
    const policy = load(SOUND);
    expect(policy.sources['till']?.database.password).toBe('hunter2');
    expect(policy.channels['bazaar']?.endpoint).toMatchObject({ token: 's3cret-token' });
    expect(policy.channels['bazaar']).toMatchObject({ buffer: 0, cap: null, rowsPerCall: 50 });
  });

  it('takes a port from the environment', () => {
    const text = change('port: 3306', 'port: "${env:POS_PORT}"');
    expect(load(text, { ...ENV, POS_PORT: '3307' }).sources['till']?.database.port).toBe(3307);
  });
});

describe('the version of a policy', () => {
  const version = (text: string, env = ENV) => load(text, env).policyVersion;

  it('names the meaning: twelve hex digits, whatever the order and the layout', () => {
    const [head = '', rest = ''] = SOUND.split('locations:');
    const [locations = '', channels = ''] = rest.split('channels:\n');
    const turned = `${head}# turned\nchannels:\n${channels}locations:${locations}`;
    expect(version(SOUND)).toMatch(/^[0-9a-f]{12}$/);
    expect(version(turned)).toBe(version(SOUND));
  });

  it('changes with every number that a channel shows', () => {
    expect(version(change('store-london: 2 }', 'store-london: 3 }'))).not.toBe(version(SOUND));
    expect(version(`${SOUND}vendors: { default: { fillRate: 0.9 } }\n`)).not.toBe(version(SOUND));
  });

  it('does not change with how long movements are kept, which no number follows from', () => {
    expect(version(`${SOUND}retention: { movementDays: null }\n`)).toBe(version(SOUND));
    expect(load(SOUND).retention).toEqual({ movementDays: 400, publicationDays: 90 });
  });

  it('does not change with passwords, hosts and ports', () => {
    expect(version(SOUND, { POS_PASSWORD: 'another' })).toBe(version(SOUND));
    expect(version(change('127.0.0.1:7480', 'localhost:7481'))).toBe(version(SOUND));
    expect(version(change('port: 3306', 'port: 3307'))).toBe(version(SOUND));
  });
});

describe('a wrong policy', () => {
  const cases: [string, () => string, Partial<Problem>][] = [
    [
      'a wrong type',
      () =>
        change('protect: { store-london: 2 }', 'protect: { store-london: 2 }\n    buffer: lots'),
      { line: 19, column: 13, path: 'channels.bazaar.buffer', found: '"lots"' },
    ],
    [
      'a list where a mapping is wanted',
      () => change('limits:\n      - {', 'limits:\n        {'),
      { path: 'channels.bazaar.limits', found: 'a mapping (key: value)', expected: 'a list' },
    ],
    [
      'an unknown key',
      () => change('protect:', 'protects:'),
      { line: 18, column: 5, path: 'channels.bazaar.protects', hint: 'did you mean "protect"?' },
    ],
    [
      'an unknown value',
      () => change('kind: store }', 'kind: stroe }'),
      { path: 'locations.store-london.kind', hint: 'did you mean "store"?' },
    ],
    [
      'a missing key',
      () => change('    timeZone: Europe/London\n', ''),
      { line: 4, path: 'sources.till.timeZone', found: 'nothing (it is missing)' },
    ],
    [
      'a channel that sells from an unknown location',
      () => change('pool: [store-london, store-leeds]', 'pool: [store-london, store-leed]'),
      {
        line: 17,
        column: 26,
        path: 'channels.bazaar.pool[1]',
        hint: 'did you mean "store-leeds"?',
      },
    ],
    [
      'a location of an unknown source',
      () => change('{ source: till, name: Leeds', '{ source: tills, name: Leeds'),
      { path: 'locations.store-leeds.source', hint: 'did you mean "till"?' },
    ],
    [
      'stock kept at a location outside of the pool',
      () => change('pool: [store-london, store-leeds]', 'pool: [store-leeds]'),
      { line: 18, column: 16, path: 'channels.bazaar.protect.store-london' },
    ],
    [
      'two locations for one place',
      () => change('name: Leeds', 'name: London'),
      { path: 'locations.store-leeds.name', hint: 'location store-london already stands for it' },
    ],
    [
      'an unknown time zone',
      () => change('Europe/London', 'Europe/Londn'),
      { path: 'sources.till.timeZone', hint: 'did you mean "Europe/London"?' },
    ],
    [
      'an unknown pack',
      () => change('pack: demo-pos', 'pack: demo-pso'),
      { path: 'sources.till.pack', hint: 'did you mean "demo-pos"?' },
    ],
    [
      'a name of another form',
      () => change('  store-leeds: {', '  Store Leeds: {').replace(', store-leeds]', ']'),
      { line: 10, column: 3, path: 'locations."Store Leeds"', found: 'the name "Store Leeds"' },
    ],
    [
      'a limit that no call fits in',
      () => change('cost: request, capacity: 20', 'cost: points, perRequest: 30, capacity: 20'),
      { path: 'channels.bazaar.limits[0].capacity', found: '20' },
    ],
    [
      'movements that are forgotten too soon',
      () => `${SOUND}retention: { movementDays: 30 }\n`,
      {
        line: 19,
        path: 'retention.movementDays',
        found: '30',
        expected: 'a number of at least 90',
      },
    ],
    [
      'a missing secret file',
      () => change('file:token.txt', 'file:gone.txt'),
      { line: 14, path: 'channels.bazaar.endpoint.token', found: '${file:gone.txt}' },
    ],
    [
      'broken YAML',
      () => change('{ id: calls, cost:', '{ id: calls, id: calls, cost:'),
      { line: 16, path: '(syntax)', found: 'Map keys must be unique' },
    ],
  ];

  it.each(cases)('%s is told with its place', (_name, text, expected) => {
    const problems = problemsOf(text());
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: join(folder, 'shelfwire.yaml'), ...expected });
  });

  it('names a missing environment variable, and where it is used', () => {
    expect(problemsOf(SOUND, {})).toMatchObject([
      {
        line: 6,
        path: 'sources.till.database.password',
        found: '${env:POS_PASSWORD}',
        expected: 'the environment variable POS_PASSWORD to be set',
      },
    ]);
  });

  it('tells all problems at once, in the order of the file, in one message', () => {
    const text = SOUND.replace('version: 1', 'version: 2')
      .replace('Europe/London', 'Mars/Base')
      .replace('kind: store }', 'kind: stall }')
      .replace('pool: [store-london,', 'pool: [store-paris,');
    const problems = problemsOf(text);
    expect(problems.map(({ path }) => path)).toEqual([
      'version',
      'sources.till.timeZone',
      'locations.store-london.kind',
      'channels.bazaar.pool[0]',
      'channels.bazaar.protect.store-london',
    ]);
    expect(new ConfigError(problems).message).toMatch(
      /^5 problems in the configuration:\n\n {2}\S+:1:10 {2}version\n/,
    );
  });

  it('never shows a secret', () => {
    const text = change('"${env:POS_PASSWORD}"', '[hunter2]').replace('"${file:token.txt}"', '""');
    expect(JSON.stringify(problemsOf(text))).not.toContain('hunter2');
    const numeric = problemsOf(change('"${env:POS_PASSWORD}"', '12345'));
    expect(numeric).toMatchObject([{ path: 'sources.till.database.password', found: '(hidden)' }]);
  });

  it('says which file is missing', () => {
    const missing = join(folder, 'none.yaml');
    expect(() => loadPolicy(missing, ENV)).toThrow(`${missing}  (file)`);
  });
});
