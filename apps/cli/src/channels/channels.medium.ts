import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { emptyTables } from '../../../../test/support/empty-tables.js';
import { OneChannel } from '../../../../test/support/one-channel.js';
import { bazaarPolicy } from '../../../../test/support/policies.js';
import { runProgram, type Ended } from '../../../../test/support/run-program.js';

const WAIT = { timeout: 20_000, interval: 100 };
/** A publisher looks for what people say every 100 ms here. */
const HEEDED_MS = 1_000;
const TOKEN = 'bazaar-token';
const SKUS = Array.from({ length: 8 }, (_, at) => `S${at + 1}`);
const all = (units: number) => Object.fromEntries(SKUS.map((sku) => [sku, units]));
const fenced = (file: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(
    readFileSync(file, 'utf8'),
  )?.[1] ?? '';

/** What docs/operating.md says that each command prints. */
const DOCUMENTED = new Map(
  fenced('docs/operating.md', 'console')
    .split(/^\$ npx shelfwire /m)
    .slice(1)
    .map((part): [string, string] => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end + 1)];
    }),
);

describe('the commands of channels, as docs/operating.md shows them', () => {
  let shop: OneChannel;
  let api: ApiServer;
  let folder: string;
  let version = 0;
  const ran = new Set<string>();

  const policy = (token = TOKEN) =>
    bazaarPolicy({ endpoint: { url: shop.sandbox.url, account: 'bazaar', token } });
  const writePolicy = (token?: string) => {
    const { policyVersion: _, sources, ...rest } = policy(token);
    const found = Object.entries(sources).map(([id, source]) => {
      const pack = resolve('connectors', source.pack);
      return [id, { ...source, pack }];
    });
    const content = { ...rest, sources: Object.fromEntries(found) as object };
    writeFileSync(join(folder, 'shelfwire.yaml'), JSON.stringify(content));
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'channels-'));
    shop = await OneChannel.open('channels_cli');
    api = await startApi(shop.database.url, policy());
    writePolicy();
    writeFileSync(join(folder, 'listings.csv'), fenced('docs/channels/listings.md', 'csv'));
  });
  afterAll(async () => {
    await api?.close();
    await shop?.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    await shop.stop();
    await emptyTables(
      shop.database.dataSource,
      `item, publication, channel_lease, channel_listing, channel_control, channel_request,
       channel_drift, mass_zero, operator_action`,
    );
    await shop.start({ massZero: { share: 0.3, atLeast: 5 } });
    await change(9);
    await shop.untilAcknowledged(SKUS, version);
  });

  const change = (units: number) => shop.change((version += 1), all(units));
  const shelfwire = (command: string): Promise<Ended> => {
    const args = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
    const access = { SHELFWIRE_API_URL: api.url, SHELFWIRE_API_KEY: api.key };
    const env = { ...access, SHELFWIRE_CONFIG: 'shelfwire.yaml' };
    return runProgram('apps/cli/src/main.ts', { args, env, cwd: folder });
  };
  /** Runs what is documented, and compares what it prints: addresses and ages are this run's. */
  const asDocumented = async (command: string): Promise<void> => {
    ran.add(command);
    const { code, stdout, stderr } = await shelfwire(command);
    const printed = stdout
      .replaceAll(shop.sandbox.url, 'http://127.0.0.1:7480')
      .replaceAll(/\d+(\.\d+)? s ago/g, '4 s ago');
    expect({ code, stderr, printed }).toEqual({
      code: 0,
      stderr: '',
      printed: DOCUMENTED.get(command),
    });
  };
  const state = async () =>
    (await shelfwire('channels ls')).stdout.split('\n')[1]?.split(/ {2,}/) ?? [];
  const timesWritten = async (sku: string) => (await shop.written((one) => one === sku)).length;
  const actions = () =>
    shop.manager.query<object[]>(
      `SELECT action, reason FROM operator_action WHERE outcome = 'done' ORDER BY id`,
    );

  it('ls shows how far it is', async () => {
    expect(await state()).toEqual([
      'bazaar',
      'sandbox',
      'publishing',
      '8',
      '8',
      '0',
      '0',
      '-',
      'never',
    ]);
    expect(JSON.parse((await shelfwire('channels ls --json')).stdout)).toMatchObject({
      channels: [{ channel: 'bazaar', items: 8, acknowledged: 8 }],
    });
  });

  it('test tells whether the account answers and lets us in', async () => {
    await asDocumented('channels test bazaar');
    writePolicy('a-wrong-token');
    const refused = await shelfwire('channels test bazaar');
    writePolicy();
    const unknown = await shelfwire('channels test bazar');

    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/FAILED +account: bazaar at .*401[\s\S]*1 of 1 check failed\./);
    expect(refused.stdout + refused.stderr).not.toContain('a-wrong-token');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('The policy has no channel "bazar". Did you mean "bazaar"?');
  });

  it('pause stops what is sent, resume sends the newest number only', async () => {
    const unsaid = await shelfwire('channels pause bazaar');
    await asDocumented('channels pause bazaar --reason "prices are wrong"');
    const paused = await state();
    await pause(HEEDED_MS);
    await change(7);
    await change(6);
    await pause(HEEDED_MS);
    const meanwhile = await shop.sandbox.quantities('bazaar');
    await asDocumented('channels resume bazaar');
    await shop.untilShown(all(6));

    expect(unsaid).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--reason') as string,
    });
    expect(paused[2]).toBe('PAUSED');
    expect(meanwhile).toMatchObject(all(9));
    expect(await shop.written((sku) => sku === 'S1')).not.toContain(7);
    expect(await actions()).toEqual([
      { action: 'channel.pause', reason: 'prices are wrong' },
      { action: 'channel.resume', reason: 'not said' },
    ]);
  });

  it('push sends what is shown already, and nothing else', async () => {
    const before = await Promise.all(['S1', 'S2', 'S3'].map(timesWritten));
    await asDocumented('channels push bazaar S1 S2');
    await vi.waitFor(async () => {
      const [first, second, other] = await Promise.all(['S1', 'S2', 'S3'].map(timesWritten));
      expect([first, second, other]).toEqual([before[0]! + 1, before[1]! + 1, before[2]]);
    }, WAIT);
  });

  it('list finds drift, which drift tells', async () => {
    const none = await shelfwire('channels drift bazaar');
    await shop.sandbox.put('bazaar', { S1: 50 });
    await asDocumented('channels list bazaar');
    await shop.untilShown({ S1: 9 });
    await asDocumented('channels drift bazaar');

    expect(none.stdout).toBe('Nothing of bazaar was found to drift.\n');
  });

  it('map says what listings are made of, which explain shows', async () => {
    await shop.change((version += 1), { A: 8, lamp: 5, bulb: 7, B: 2 });
    await asDocumented('channels map bazaar listings.csv');
    await shop.untilShown({ 'A-3': 2, set: 3, 'B-99': 2 });
    await vi.waitFor(async () => {
      const { stdout } = await shelfwire('explain set');
      expect(stdout).toContain('set · no item, a listing');
      expect(stdout).toContain('bazaar lists set, which shows 3 (acknowledged)');
      expect(stdout).toContain('takes 2 of bulb, of which there are 7: gives 3');
    }, WAIT);

    expect((await shelfwire('channels map bazaar listings.csv')).stdout).toContain('0 changed');
    expect((await shelfwire('explain A')).stdout).toContain('bazaar lists A-3, which shows 2');
  });

  it('confirm lets zeros go that ls shows as held', async () => {
    await change(0);
    await vi.waitFor(async () => {
      const { stdout } = await shelfwire('channels ls');
      expect(stdout).toContain('HOLDS ZEROS');
      expect(stdout).toContain('bazaar holds 8 of 8 listings back from zero');
    }, WAIT);
    const held = await shop.sandbox.quantities('bazaar');
    await asDocumented('channels confirm bazaar');
    await shop.untilShown(all(0));
    await vi.waitFor(async () => {
      const again = await shelfwire('channels confirm bazaar');
      expect(again.code).toBe(2);
      expect(again.stderr).toContain('No zeros of bazaar wait for a confirmation.');
    }, WAIT);

    expect(held).toMatchObject(all(9));
  });

  it('are all that the document shows', () => {
    expect([...ran].toSorted()).toEqual([...DOCUMENTED.keys()].toSorted());
  });
});
