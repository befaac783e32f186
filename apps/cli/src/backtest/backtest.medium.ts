import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { environmentOf } from '../../../../test/support/installation.js';
import { asMariadb, dropPos, dropWms } from '../../../../test/support/legacy-databases.js';
import { installDemo, type DemoInstallation } from '../../../../tools/demo/install.js';
import { knownSource } from '../offline/opened-source.js';
import { drawPreview } from '../preview/draw-preview.js';
import { preview } from '../preview/preview.js';
import { Told } from '../offline/told.js';
import { backtest, type BacktestOptions } from './backtest.js';
import { drawBacktest } from './draw-backtest.js';

const stack = inject('stack');
const tag = `back${process.pid}`;
const names = { posDatabase: `pos_${tag}`, wmsDatabase: `wms_${tag}` };
const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
const quiet = () => undefined;
let demo: DemoInstallation;
let env: Record<string, string>;

beforeAll(async () => {
  demo = await installDemo(stack, { ...names, secretsDir: stack.secretsDir, seed: '7' });
  env = environmentOf(stack, {
    ...names,
    namespace: '',
    stateDatabase: 'none',
    login: demo.pos.capture,
    secrets: demo.pos.capture.secrets,
    sandboxUrl: 'http://127.0.0.1:1',
  });
  env['SHELFWIRE_WMS_USER'] = demo.wms.capture.user;
  env['SHELFWIRE_WMS_PASSWORD'] = demo.wms.capture.password;
});

afterAll(async () => {
  await dropPos(stack.mariadb, names.posDatabase, demo.pos.capture.user);
  await dropWms(stack.wmsPostgres, names.wmsDatabase, demo.wms.capture.user);
  rmSync(folder, { recursive: true });
});

const run = (source: string, options: Partial<BacktestOptions> = {}) =>
  backtest(knownSource(source, env), { from: undefined, levels: undefined, ...options }, quiet);

const onPos = (sql: string) => asMariadb(stack.mariadb, `USE ${names.posDatabase}; ${sql}`);

/** The policy with another pack for the tills: a copy of theirs, changed. */
function withChangedPack(from: string, to: string): Record<string, string> {
  const pack = join(folder, 'changed');
  cpSync('connectors/opensourcepos', pack, { recursive: true });
  const text = readFileSync(join(pack, 'pack.yaml'), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(pack, 'pack.yaml'), text.replace(from, to));
  const policy = readFileSync('shelfwire.yaml', 'utf8').replace(
    'pack: opensourcepos',
    `pack: ${pack}`,
  );
  writeFileSync(
    join(folder, 'shelfwire.yaml'),
    policy.replace('pack: odoo', `pack: ${process.cwd()}/connectors/odoo`),
  );
  return { ...env, SHELFWIRE_CONFIG: join(folder, 'shelfwire.yaml') };
}

describe.each(['pos', 'wms'])('the whole history of %s', (source) => {
  it('comes to what the source itself shows', async () => {
    const { comparison, setAside, channels } = await run(source);
    expect(comparison).toMatchObject({ differences: [] });
    expect(comparison?.equal).toBeGreaterThan(1_000);
    expect(setAside).toEqual([]);
    expect(channels.map(({ channel }) => channel)).toEqual(['bazaar', 'emporium']);
  });
});

it('tells rows that would wait, and counts what they hold as different', async () => {
  const item = "item_number = '85123A'";
  await onPos(`UPDATE ospos_items SET item_number = NULL WHERE ${item}`);
  const { setAside, comparison } = await run('pos');
  await onPos(
    `UPDATE ospos_items SET item_number = '85123A' WHERE name LIKE 'WHITE HANGING HEART%'`,
  );
  expect(setAside.map(({ kind, table }) => [kind, table])).toEqual([
    ['waits', 'ospos_item_quantities'],
    ['waits', 'ospos_inventory'],
  ]);
  expect(setAside[0]?.reason).toMatch(/^row \d+ of ospos_items gives no sku$/);
  expect(comparison?.differences).toEqual([]);
});

it('explains a difference by the rows that make it', async () => {
  env = { ...env, ...withChangedPack('quantity: row.quantity', 'quantity: plus(row.quantity, 1)') };
  const result = await run('pos');
  env['SHELFWIRE_CONFIG'] = 'shelfwire.yaml';
  const lines = drawBacktest(result).join('\n');
  expect(result.comparison?.equal).toBe(0);
  expect(lines).toMatch(
    /10002 at store-bristol, available_base: \d+ by its rows, \d+ by the source/,
  );
  expect(lines).toMatch(
    / {4}\d+ from ospos_item_quantities item_id=\d+,location_id=3 \(rule level\)/,
  );
});

it('takes a recorded stretch as well, against levels recorded with it', async () => {
  const levels = join(folder, 'levels.jsonl');
  writeFileSync(levels, '{"sku":"22423","location":"London","quantity":"1"}\n');
  const from = 'connectors/opensourcepos/samples/demo.jsonl';
  const { comparison, events } = await run('pos', { from, levels });
  expect(events).toBeGreaterThan(10);
  expect(comparison?.differences).toContainEqual(
    expect.objectContaining({ sku: '22423', location: 'store-london', stated: 1_000_000n }),
  );
});

it('previews rows of each table, and writes nothing', async () => {
  const options = { table: undefined, limit: 3 };
  const rows = await preview(knownSource('pos', env), options, new Told(quiet));
  const lines = drawPreview(rows).join('\n');
  expect(lines).toMatch(/ospos_item_quantities\n├─ item_id=\d+,location_id=\d/);
  expect(lines).toMatch(/level = \d+ available_base \S+ at store-\w+ \(rule level\)/);
});

it('tells why a database does not let it in', async () => {
  env = { ...env, SHELFWIRE_POS_PASSWORD: 'wrong-one' };
  await expect(run('pos')).rejects.toThrow(
    /refuses the login of user .*\nto mend: correct user and password in sources\.pos\.database/,
  );
});
