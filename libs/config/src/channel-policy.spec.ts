import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from './policy.js';
import { ConfigError, type Problem } from './problem.js';

const FRAME = `version: 1
sources:
  till:
    pack: demo-pos
    timeZone: Europe/London
    database: { host: 127.0.0.1, port: 3306, name: pos, user: reader, password: p }
    capture: { secrets: /secrets/pos.properties }
locations:
  store-london: { source: till, name: London, kind: store }
  depot: { source: till, name: Depot, kind: warehouse }
channels:
`;

const channel = (id: string, lines: string, pool = 'store-london, depot') => `  ${id}:
    connector: sandbox
    endpoint: { url: "http://127.0.0.1:7480", account: ${id}, token: t }
    limits: [{ id: calls, cost: request, capacity: 20, refillPerSecond: 10 }]
    pool: [${pool}]
    ${lines}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'channel-policy-'));
  mkdirSync(join(folder, 'connectors', 'demo-pos'), { recursive: true });
  writeFileSync(join(folder, 'connectors', 'demo-pos', 'pack.yaml'), 'pack: 1\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  const file = join(folder, 'shelfwire.yaml');
  writeFileSync(file, FRAME + text);
  return loadPolicy(file, {});
}

function problemsOf(text: string): readonly Problem[] {
  try {
    load(text);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("a channel's numbers in the policy", () => {
  it('fills a dynamic buffer, pickup and orders ahead with defaults', () => {
    const { channels, countClasses } = load(
      channel('bazaar', 'buffer: { dynamic: { z: 3 } }\n    pickup: {}\n    preorder: { cap: 9 }'),
    );
    expect(channels['bazaar']).toMatchObject({
      mode: 'shared',
      buffer: { dynamic: { z: 3, beta: 0.5, min: 1, quantile: 0.95, k: 3, drift: 0.02 } },
      pickup: { buffer: 1, quantity: 1, signalWithinSeconds: 900 },
      preorder: { cap: 9, horizonDays: 30, overdueDays: 7 },
      firstParty: false,
    });
    expect(countClasses.map(({ name }) => name)).toEqual(['fast', 'normal', 'slow']);
  });

  it('takes weights that add up to one at every location', () => {
    const part = (weight: number) => `mode: partitioned\n    weight: ${weight}`;
    const { channels } = load(channel('bazaar', part(0.6)) + channel('outlet', part(0.4), 'depot'));
    expect(channels['outlet']).toMatchObject({ mode: 'partitioned', weight: 0.4 });
  });

  const cases: [string, string, Partial<Problem>][] = [
    [
      'a mode that lacks its weight',
      channel('bazaar', 'mode: partitioned'),
      { line: 17, path: 'channels.bazaar.mode', hint: 'add weight: 0.5 for one half of the pool' },
    ],
    [
      'a weight that nothing asks for',
      channel('bazaar', 'weight: 0.5'),
      { path: 'channels.bazaar.weight', hint: 'add mode: partitioned, or remove the weight' },
    ],
    [
      'a weight with more decimals than count',
      channel('bazaar', 'mode: partitioned\n    weight: 0.33333'),
      { path: 'channels.bazaar.weight', found: '0.33333' },
    ],
    [
      'weights that give away more than there is',
      channel('bazaar', 'mode: partitioned\n    weight: 0.6') +
        channel('outlet', 'mode: partitioned\n    weight: 0.4001', 'depot'),
      {
        path: 'channels.outlet.weight',
        found: '0.4001',
        expected: 'weights that add up to 1 at most at every location; those at depot are 1.0001',
      },
    ],
    [
      'pickup without a store',
      channel('bazaar', 'pickup: {}', 'depot'),
      { line: 17, column: 5, path: 'channels.bazaar.pickup', found: 'a pool without a store' },
    ],
    [
      'an unknown term of a dynamic buffer',
      channel('bazaar', 'buffer: { dynamic: { betta: 0.5 } }'),
      { path: 'channels.bazaar.buffer.dynamic.betta', hint: 'did you mean "beta"?' },
    ],
    [
      'a buffer that takes more than there is',
      channel('bazaar', 'buffer: { dynamic: { beta: 1.5 } }'),
      { path: 'channels.bazaar.buffer.dynamic.beta', found: '1.5' },
    ],
    [
      'orders ahead without a cap',
      channel('bazaar', 'preorder: {}'),
      { path: 'channels.bazaar.preorder.cap', found: 'nothing (it is missing)' },
    ],
    [
      'count classes without one for the slowest items',
      `${channel('bazaar', 'buffer: 1')}countClasses: [{ name: fast, fromUnitsPerDay: 1, withinDays: 7 }]\n`,
      { line: 18, column: 1, path: 'countClasses', found: 'no class from 0 units a day' },
    ],
    [
      'two count classes for one rate',
      `${channel('bazaar', 'buffer: 1')}countClasses:
  - { name: slow, fromUnitsPerDay: 0, withinDays: 90 }
  - { name: still, fromUnitsPerDay: 0, withinDays: 180 }\n`,
      { line: 20, path: 'countClasses[1].fromUnitsPerDay' },
    ],
  ];

  it.each(cases)('refuses %s, with its place', (_name, text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(expected);
  });
});
