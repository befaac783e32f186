import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { fillSale, SKU } from '../../../test/support/explained-sale.js';
import { shopPolicy } from '../../../test/support/policies.js';
import { runProgram, type Ended } from '../../../test/support/run-program.js';

let database: TestDatabase;
let api: ApiServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
  database = await createTestDatabase(inject('stack').statePostgres, 'command_line');
  await fillSale(database);
  api = await startApi(database.url, shopPolicy());
});
afterAll(async () => {
  await api.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Away from the checkout, so that no local run fills what is not set. */
const shelfwire = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runProgram('apps/cli/src/main.ts', { args, env, cwd: folder });

const withApi = () => ({ SHELFWIRE_API_URL: api.url, SHELFWIRE_API_KEY: api.key });

describe('explain', () => {
  it("goes from the channel's number back to the very row and its place in the log", async () => {
    const { code, stdout } = await shelfwire(['explain', SKU, '--channel', 'bazaar'], withApi());
    expect(code).toBe(0);
    expect(stdout).toContain('bazaar shows 49, should show 43 (unclear');
    expect(stdout).toContain('leeds max(0, floor(6 − 2 protect − 1 buffer)) = 3');
    expect(stdout).toMatch(
      /6 from pos item_quantities 17\/1 at binlog.000002:1182.* \(rule level\)/,
    );
    expect(stdout).toContain('sale 536365 line 3');
    expect(stdout).toContain('does not count here: +957.25 available_base');
    expect(stdout).not.toContain('emporium');
  });

  it('prints the answer as it is with --json', async () => {
    const { stdout } = await shelfwire(['explain', SKU, '--json'], withApi());
    expect(JSON.parse(stdout)).toMatchObject({ sku: SKU, channels: [{ channel: 'bazaar' }, {}] });
  });

  it('names the nearest item when there is no such one', async () => {
    const { code, stderr } = await shelfwire(['explain', '85123A / rad'], withApi());
    expect(stderr).toContain(`Did you mean "${SKU}"?`);
    expect(code).toBe(2);
  });
});

describe('status', () => {
  it('draws sources, stages and channels', async () => {
    const { code, stdout } = await shelfwire(['status'], withApi());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Shelfwire: .* policy abc123abc123/);
    expect(stdout).toMatch(/^SOURCE +STATE +HEARTBEAT/m);
    expect(stdout).toMatch(/^normalizer +/m);
    expect(stdout).toMatch(/^bazaar +1 +0 +1 +1 +0 +/m);
  });

  it('says where it looked when the API does not answer', async () => {
    const { code, stderr } = await shelfwire(['status'], {
      SHELFWIRE_API_URL: 'http://127.0.0.1:1',
    });
    expect(stderr).toContain('does not answer at http://127.0.0.1:1 (ECONNREFUSED)');
    expect(stderr).toContain('SHELFWIRE_API_URL');
    expect(code).toBe(2);
  });
});

describe('validate and doctor', () => {
  it('exit with 2 and every problem of a wrong policy', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, 'version: 1\nsources: {}\nlocations: { a: { sourc: x } }\nchannels: {}\n');
    const plain = await shelfwire(['validate', file]);
    expect(plain.code).toBe(2);
    expect(plain.stderr).toContain(`${file}:3:19  locations.a.sourc`);
    expect(plain.stderr).toContain('did you mean "source"?');
    const json = await shelfwire(['validate', file, '--json']);
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, problems: expect.any(Array) as [] });
  });

  it('doctor exits with 1 and tells what is not even configured', async () => {
    const { code, stdout } = await shelfwire(['doctor', '--json']);
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { check: string; state: string }[] };
    expect(findings).toMatchObject([
      { check: 'Node version', state: 'ok' },
      { check: 'settings', state: 'failed' },
      { check: 'policy and packs', state: 'failed' },
      { check: 'health', state: 'failed' },
    ]);
  });
});

describe('usage', () => {
  it.each([
    [['statsu'], 'Did you mean status?'],
    [['explain'], "missing required argument 'sku'"],
    [['status', '--jsn'], 'Did you mean --json?'],
  ])('%j is answered with a hint', async (args, hint) => {
    const { code, stderr } = await shelfwire(args);
    expect(stderr).toContain(hint);
    expect(code).toBe(2);
  });
});

describe('a reader that leaves', () => {
  const manyProblems = () => {
    const file = join(folder, 'many.yaml');
    const locations = Array.from({ length: 300 }, (_, index) => `  l${index}: { sourc: x }`);
    writeFileSync(file, `version: 1\nlocations:\n${locations.join('\n')}\n`);
    return file;
  };

  // The second one while the rest of a large output waits for room in the pipe.
  it.each([0, 1])('after %d bytes ends the command quietly', async (leaveAfterBytes) => {
    const ended = await runProgram('apps/cli/src/main.ts', {
      args: ['validate', manyProblems(), '--json'],
      leaveAfterBytes,
    });
    expect(ended).toMatchObject({ code: 141, stderr: '' });
  });
});
