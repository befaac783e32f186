import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#config';
import { loadPack } from '#mapping';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { replaySample } from '../../../../test/packs/samples/replay-sample.js';
import { asMariadb } from '../../../../test/support/legacy-databases.js';
import { runProgram } from '../../../../test/support/run-program.js';
import {
  installWhole,
  type WholeInstallation,
} from '../../../../test/support/whole-installation.js';
import { backtest } from '../backtest/backtest.js';
import { knownSource } from '../offline/opened-source.js';
import { record, type RecordOptions } from './record.js';

const stack = inject('stack');
const folder = mkdtempSync(join(tmpdir(), 'record-'));
const pack = loadPack('connectors/opensourcepos');
let whole: WholeInstallation;
let files = 0;

const ITEMS = `
  INSERT INTO ospos_stock_locations VALUES (1, 'London', 0), (2, 'Leeds', 0);
  INSERT INTO ospos_items (item_id, item_number, name, category, description, cost_price, unit_price,
    allow_alt_description, is_serialized)
  VALUES (41, 'PEN', 'Pen', 'Private', 'Confidential', 1.25, 2, 0, 0),
    (42, 'CUP', 'Cup', 'Private', 'Confidential', 2.25, 4, 0, 0),
    (43, 'HAT', 'Hat', 'Private', 'Confidential', 3.25, 6, 0, 0);
  INSERT INTO ospos_item_quantities VALUES (43, 1, 9);
  INSERT INTO ospos_item_quantities VALUES (41, 1, 5), (42, 2, 7);
  UPDATE ospos_item_quantities SET quantity = 4 WHERE item_id = 41;`;

beforeAll(async () => {
  whole = await installWhole(stack, `record${process.pid}`);
  // a topic that has just been made has no leader yet
  const isStreaming = async () => (await beats().catch(() => 0)) > 2;
  await vi.waitUntil(isStreaming, { timeout: 60_000, interval: 500 });
  await onPos(ITEMS);
});
afterAll(async () => {
  await whole?.remove();
  rmSync(folder, { recursive: true });
});

/** Of the connector: the one of its snapshot, and more once it streams. */
async function beats(): Promise<number> {
  const topic = `${whole.namespace}cdc.pos.${whole.posDatabase}.shelfwire_heartbeat`;
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
}

const onPos = (sql: string) => asMariadb(stack.mariadb, `USE ${whole.posDatabase}; ${sql}`);

async function sample(options: Partial<RecordOptions>) {
  files += 1;
  const out = join(folder, `${files}.jsonl`);
  const wanted = { count: 100, scrub: [], ...options, out };
  const recorded = await record(knownSource('pos', whole.env), readSettings(whole.env), wanted);
  const text = readFileSync(out, 'utf8');
  return { out, recorded, text, events: replaySample(pack, text) };
}

/** The last of the changes above. */
const LAST = /4\.000.*\\"op\\":\\"u\\"/;

const whenStreamed = () =>
  expect
    .poll(async () => (await sample({})).text, { timeout: 60_000, interval: 500 })
    .toMatch(LAST);

it('is a sample that the pack and a backtest read, with no more of a row than the pack names', async () => {
  await whenStreamed();
  const { out, recorded, text, events } = await sample({});
  expect(recorded).toMatchObject({
    messages: { ospos_item_quantities: 4, ospos_items: 3, ospos_stock_locations: 2 },
    lacking: [],
  });
  expect(text).not.toMatch(/Private|Confidential|1\.25/);
  expect(text).not.toContain(`${whole.namespace}cdc.`);
  expect(events).toContain('level PEN at London: available_base = 4');
  const told = () => undefined;
  const options = { from: out, levels: undefined };
  const { setAside, events: folded } = await backtest(knownSource('pos', whole.env), options, told);
  expect({ setAside, folded }).toEqual({ setAside: [], folded: 4 });
});

it('takes the newest changes only, with the references that they need and no others', async () => {
  const { recorded, events } = await sample({ count: 1, table: 'ospos_item_quantities' });
  expect(recorded.messages).toEqual({
    ospos_item_quantities: 1,
    ospos_items: 1,
    ospos_stock_locations: 1,
  });
  expect(events).toContain('level PEN at London: available_base = 4');
  expect(events).not.toMatch(/HAT|CUP|waits/);
});

it('replaces named columns so that what joins stays joined', async () => {
  const { recorded, text, events } = await sample({
    scrub: ['item_number', 'ospos_item_quantities.item_id'],
  });
  expect(recorded.pseudonymised).toContain('ospos_items.item_id');
  expect(text).not.toMatch(/PEN|CUP|HAT|\\"item_id\\":4[123]\b/);
  const levels = [...events.matchAll(/level (x[0-9a-f]{12}) at (\w+): available_base = (\d)/g)];
  expect(levels.map(([, , place, quantity]) => `${place} ${quantity}`)).toEqual([
    'London 9',
    'London 5',
    'Leeds 7',
    'London 4',
  ]);
  expect(new Set(levels.map(([, sku]) => sku)).size).toBe(3);
});

it('takes what comes in a while, and leaves no group behind', async () => {
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const readers = async () => {
    const { groups } = await admin.listGroups();
    return groups.map(({ groupId }) => groupId).filter((id) => id.startsWith('shelfwire-record-'));
  };
  try {
    const taking = sample({ forMs: 20_000 });
    // from where it reads is settled before its group is there
    await expect.poll(readers, { timeout: 15_000, interval: 100 }).toHaveLength(1);
    await onPos('UPDATE ospos_item_quantities SET quantity = 8 WHERE item_id = 43');
    const { recorded, events } = await taking;
    expect(recorded.messages).toEqual({
      ospos_item_quantities: 1,
      ospos_items: 1,
      ospos_stock_locations: 1,
    });
    expect(events).toContain('level HAT at London: available_base = 8');
    expect(await readers()).toEqual([]);
  } finally {
    await admin.disconnect();
  }
});

it('is a command that never writes over a file', async () => {
  const out = join(folder, 'by-command.jsonl');
  const run = () =>
    runProgram('apps/cli/src/main.ts', {
      args: ['record', 'pos', '--out', out, '--count', '2', '--scrub', 'item_number'],
      env: { ...whole.env },
    });
  const first = await run();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('pseudonymised: ospos_items.item_number');
  const second = await run();
  expect(second.code).toBe(2);
  expect(second.stderr).toContain('it is there already');
});
