import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicy, readSettings, type Policy, type Settings } from '#config';
import { ConnectClient } from '#connect';
import { createDataSource } from '#storage';
import { Kafka, logLevel } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runProgram } from '../../../../test/support/run-program.js';
import {
  installWhole,
  type WholeInstallation,
} from '../../../../test/support/whole-installation.js';
import { apply } from '../apply/apply.js';
import { drawPlan } from './draw-plan.js';
import { makePlan, readHistory } from '#plan';

const stack = inject('stack');
const client = new ConnectClient(stack.connectUrl);
let whole: WholeInstallation;
let folder: string;
let settings: Settings;
let policy: Policy;
let db: DataSource;

beforeAll(async () => {
  whole = await installWhole(stack, `plan${process.pid}`);
  folder = mkdtempSync(join(tmpdir(), 'plan-'));
  cpSync('shelfwire.yaml', join(folder, 'shelfwire.yaml'));
  cpSync('connectors', join(folder, 'connectors'), { recursive: true });
  settings = readSettings({ ...whole.env, SHELFWIRE_CONFIG: join(folder, 'shelfwire.yaml') });
  policy = loadPolicy(settings.configFile, whole.env);
  db = await createDataSource(settings.databaseUrl, 'test plan', 1).initialize();
});
afterAll(async () => {
  await db?.destroy();
  await whole?.remove();
  rmSync(folder, { recursive: true });
});

function change(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const steps = async () => (await makePlan(db, settings, policy)).steps;
const actions = () =>
  db.query<{ action: string; subject: string; reason: string }[]>(
    'SELECT action, subject, reason FROM operator_action ORDER BY id',
  );

it('has nothing to do after apply, which kept its version and what it did', async () => {
  const plan = await makePlan(db, settings, policy);
  expect(plan.steps).toEqual([]);
  expect(plan.applied).toMatchObject(plan.wanted);
  expect(JSON.stringify(await db.query('SELECT * FROM applied_version'))).not.toMatch(
    new RegExp(`${whole.login.password}|bazaar-token`),
  );
  const pos = `${whole.namespace}cdc.pos`;
  expect(await actions()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'connector.create', subject: pos }),
      expect.objectContaining({ action: 'topic.create' }),
      expect.objectContaining({ action: 'channel.create', subject: 'bazaar' }),
    ]),
  );
});

it('tells a connector that was changed by hand, without its secrets, and mends it', async () => {
  const name = `${whole.namespace}cdc.wms`;
  const before = (await client.config(name)) ?? {};
  const password = { 'database.password': whole.login.password };
  await client.putConfig(name, { ...before, ...password, 'poll.interval.ms': '77' });
  const found = await steps();
  expect(found).toMatchObject([
    {
      id: `connector/${name}`,
      sign: '~',
      changes: [
        { field: 'database.password', from: '(hidden)', to: before['database.password'] },
        { field: 'poll.interval.ms', from: '77', to: '20' },
      ],
      loses: [],
    },
  ]);
  expect(JSON.stringify(found)).not.toContain(whole.login.password);
  await apply(settings, policy);
  expect(await client.config(name)).toEqual(before);
});

it('mends a topic that keeps too little, and leaves what is its own', async () => {
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  const name = `${whole.namespace}stock.events.v1`;
  const entries = (retention: string) => [
    { name: 'retention.ms', value: retention },
    { name: 'max.message.bytes', value: '123456' },
  ];
  const set = (retention: string) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: 2, name, configEntries: entries(retention) }],
    });
  await admin.connect();
  try {
    await set(String(90 * 24 * 3_600_000));
    expect(await steps()).toEqual([]);
    await set('1000');
    const wanted = { field: 'retention.ms', from: '1000', to: String(30 * 24 * 3_600_000) };
    expect(await steps()).toMatchObject([{ id: `topic/${name}`, changes: [wanted], loses: [] }]);
    await apply(settings, policy);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name, configNames: ['retention.ms', 'max.message.bytes'] }],
    });
    const values = resources[0]?.configEntries.map((each) => each.configValue);
    expect(new Set(values)).toEqual(new Set([wanted.to, '123456']));
  } finally {
    await admin.disconnect();
  }
});

it('refuses to drop a rule unless that is approved, and then compares with the new version', async () => {
  const [before] = await readHistory(db);
  change('connectors/odoo/pack.yaml', '- name: allocated', '- name: reserved');
  policy = { ...policy, locations: { ...policy.locations } };
  const id = 'pack/wms/stock_quant';
  expect(await steps()).toMatchObject([
    {
      id,
      changes: [
        { field: 'rules.allocated', to: null },
        { field: 'rules.reserved', from: null },
      ],
      loses: [expect.stringContaining('rule allocated: 0 rows')],
    },
  ]);
  await expect(apply(settings, policy)).rejects.toThrow(`${id}: rule allocated`);
  expect(await readHistory(db)).toEqual([before]);
  await expect(apply(settings, policy, { approval: [`${id}s`] })).rejects.toThrow(
    `did you mean "${id}"?`,
  );
  await apply(settings, policy, { approval: [id], reason: 'by another name' });
  expect(await steps()).toEqual([]);
  expect(await readHistory(db)).toHaveLength(2);
  expect((await actions()).at(-1)).toEqual({
    action: 'pack.change',
    subject: 'wms/stock_quant',
    reason: 'by another name',
  });
});

it('tells what goes with a source, a location and a channel, and removes them once approved', async () => {
  await db.query(
    `INSERT INTO stock_position (partition, sku, location, source, available_base, hub_version, updated_at)
     VALUES (0, 'A-1', 'warehouse', 'wms', 3, 1, now()), (0, 'B-2', 'warehouse', 'wms', 0, 1, now());
     INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at)
     VALUES ('emporium', 'A-1', 1, 1, 3, now())`,
  );
  const { wms: _wms, ...sources } = policy.sources;
  const { warehouse: _warehouse, ...locations } = policy.locations;
  const { bazaar } = policy.channels;
  if (!bazaar) throw new Error('the policy has no channel bazaar');
  const pool = bazaar.pool.filter((location) => location !== 'warehouse');
  policy = { ...policy, sources, locations, channels: { bazaar: { ...bazaar, pool, cap: 7 } } };

  const name = `${whole.namespace}cdc.wms`;
  const refusal = await apply(settings, policy).catch(String);
  const slot = (await client.config(name))?.['slot.name'];
  expect(refusal).toContain('3 steps would lose something, so nothing was done');
  expect(refusal).toContain(`connector/${name}: no change of wms is captured any more`);
  expect(refusal).toContain(`the slot ${slot} stays at its database`);
  expect(refusal).toContain('location/warehouse: 1 items have stock there');
  expect(refusal).toContain('channel/emporium: 1 listings keep the number');

  const drawn = drawPlan(await makePlan(db, settings, policy));
  expect(drawn).toEqual(
    expect.arrayContaining([
      `  - connector/${name}`,
      '  - source/wms',
      '  ~ channel/bazaar',
      '      ~ cap: null → 7',
      '0 to make, 1 to change, 4 to remove.',
    ]),
  );
  await apply(settings, policy, { approval: 'all' });
  expect(await client.config(name)).toBeUndefined();
  expect(await steps()).toEqual([]);
});

it('ends with 1 when asked and there is something to do, and lists what was applied', async () => {
  const run = (...args: string[]) =>
    runProgram('apps/cli/src/main.ts', { args, env: { ...whole.env } });
  const plain = await run('plan');
  expect(plain.stdout).toContain(`+ connector/${whole.namespace}cdc.wms`);
  expect(plain.code).toBe(0);
  const asked = await run('plan', '--exit-code', '--json');
  expect(asked.code).toBe(1);
  const { steps: again } = JSON.parse(asked.stdout) as { steps: { id: string; sign: string }[] };
  expect(again.map(({ id, sign }) => `${sign} ${id}`)).toEqual([
    `+ connector/${whole.namespace}cdc.wms`,
    '+ pack/wms',
    '+ source/wms',
    '+ location/warehouse',
    '~ channel/bazaar',
    '+ channel/emporium',
  ]);
  const history = await run('plan', '--history', '--json');
  expect(JSON.parse(history.stdout)).toHaveLength(3);
  const refused = await run('apply', '--approve', 'location/lodnon');
  expect(refused.stderr).toContain('--approve location/lodnon: no step of that name');
  expect(refused.code).toBe(2);
});
