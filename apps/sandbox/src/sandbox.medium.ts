import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SandboxProcess } from '../../../test/support/sandbox.js';

describe('the sandbox marketplace', () => {
  let dataDir: string;
  let sandbox: SandboxProcess;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterAll(() => rm(dataDir, { recursive: true }));
  beforeEach(async () => {
    sandbox = await SandboxProcess.start(dataDir, {
      'bazaar-capacity': 3,
      'bazaar-refill-per-second': 0.5,
      'emporium-capacity': 100,
      'emporium-refill-per-second': 5,
    });
  });
  afterEach(() => sandbox.stop());

  it('sets absolute quantities, judges each row by itself and shows them', async () => {
    const answer = await sandbox.put('bazaar', { 'MUG-1': 7, ' bad': 1, 'MUG-2': 1_000_000 });

    expect(await answer.json()).toEqual({
      results: [
        { sku: 'MUG-1', status: 'accepted' },
        { sku: ' bad', status: 'rejected', code: 'sku_invalid' },
        { sku: 'MUG-2', status: 'rejected', code: 'quantity_out_of_range' },
      ],
    });
    expect(await sandbox.quantities('bazaar')).toEqual({ 'MUG-1': 7 });
  });

  it('refuses what goes over the limit and says when to come back', async () => {
    const answers = [];
    for (let call = 0; call < 4; call += 1) answers.push(await sandbox.put('bazaar', { A: call }));
    const refused = answers.at(-1)!;
    const waitMs = Number(refused.headers.get('x-ratelimit-reset-ms'));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(waitMs).toBeGreaterThan(0);
    expect(refused.headers.get('retry-after')).toBe(Math.ceil(waitMs / 1000).toString());
    await new Promise((done) => setTimeout(done, waitMs));
    expect((await sandbox.put('bazaar', { A: 9 })).status).toBe(200);
  });

  it('counts cost points and tells what is left', async () => {
    const cost = async () => {
      const answer = await sandbox.put('emporium', Object.fromEntries(rows(40)));
      return ((await answer.json()) as { cost: { available: number } }).cost;
    };
    await cost();
    const { available, ...said } = await cost();

    expect(said).toEqual({ requested: 50, restoreRate: 5 });
    expect(available).toBeLessThan(50);
    const third = await sandbox.put('emporium', Object.fromEntries(rows(40)));
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(1);
  });

  it('turns away what it cannot read, before the limit', async () => {
    const statusOf = async (init: RequestInit) => (await sandbox.call('bazaar', init)).status;
    const tooMany = Object.fromEntries(rows(51));

    expect(await statusOf({ method: 'PUT', headers: {}, body: '{}' })).toBe(401);
    expect(await statusOf({ method: 'PUT', body: '{"items":[' })).toBe(400);
    expect(await statusOf({ method: 'PUT', body: '{"items":[{"sku":"A"}]}' })).toBe(400);
    expect(await statusOf({ method: 'PUT', body: ' '.repeat(300_000) })).toBe(413);
    expect((await sandbox.put('bazaar', tooMany)).status).toBe(413);
    expect((await sandbox.put('bazaar', { A: 1 })).status).toBe(200);
  });

  it('knows after a kill what it answered, and cuts a torn line', async () => {
    await sandbox.put('emporium', { 'LAMP-1': 4, 'LAMP-2': 2 });
    const before = await sandbox.calls('emporium');
    await sandbox.stop('SIGKILL');
    await appendFile(join(dataDir, 'journal.jsonl'), '{"seq":999,"at":"20');
    sandbox = await SandboxProcess.start(dataDir);
    await sandbox.put('emporium', { 'LAMP-2': 1 });

    expect(await sandbox.quantities('emporium')).toMatchObject({ 'LAMP-1': 4, 'LAMP-2': 1 });
    const after = await sandbox.calls('emporium');
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ status: 200, items: [{ sku: 'LAMP-2', quantity: 1 }] });
  });

  it('applies a call whose answer it loses, and fails another without applying it', async () => {
    await sandbox.fault({ account: 'bazaar', kind: 'lose_answer' });
    await expect(sandbox.put('bazaar', { LOST: 1 })).rejects.toThrow('fetch failed');
    await sandbox.fault({ account: 'bazaar', kind: 'fail' });
    const failed = await sandbox.put('bazaar', { FAILED: 1 });

    expect(failed.status).toBe(500);
    const shown = await sandbox.quantities('bazaar');
    expect([shown['LOST'], shown['FAILED']]).toEqual([1, undefined]);
  });

  it('shows a page for people', async () => {
    await sandbox.put('bazaar', { 'CUP-1': 12 });
    const page = await (await fetch(sandbox.url)).text();

    expect(page).toContain('<td>CUP-1</td><td>12</td>');
  });
});

const rows = (count: number): [string, number][] =>
  Array.from({ length: count }, (_, at) => [`ROW-${at}`, at]);
