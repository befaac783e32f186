import { loadPolicy, readSettings } from '#config';
import { auditedSource, BEGUN, ConnectClient, type AuditedSource, type EpochTools } from '#connect';
import { createKafka } from '#messaging';
import { Metrics } from '#observability';
import { createDataSource, recordAction } from '#storage';
import type { Admin } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asPostgres } from '../../../test/support/legacy-databases.js';
import { installWhole, type WholeInstallation } from '../../../test/support/whole-installation.js';
import { LogGauges } from './log-gauges.js';
import { SchemaWatch } from './drift/schema-watch.js';
import { SourceAudits } from './source-audits.js';
import { Supervisor } from './supervisor.js';

const stack = inject('stack');
const WHY = { actor: 'somebody', reason: 'a trial' };
const PATIENCE = { timeout: 60_000, interval: 500 };
let whole: WholeInstallation;
let admin: Admin;
let dataSource: DataSource;
let supervisor: Supervisor;
let audits: SourceAudits;
let tools: EpochTools;
/** ms by which the supervisor's clock is ahead */
let later = 0;
let audited: readonly AuditedSource[];

beforeAll(async () => {
  whole = await installWhole(stack, `supervisor${process.pid}`);
  const settings = readSettings(whole.env);
  const { sources } = loadPolicy('shelfwire.yaml', whole.env);
  admin = createKafka(settings.kafkaBrokers, 'supervisor-test').admin();
  dataSource = createDataSource(settings.databaseUrl, 'supervisor-test');
  await Promise.all([admin.connect(), dataSource.initialize()]);
  const connect = new ConnectClient(settings.connectUrl);
  audited = Object.entries(sources).map(([id, policy]) => auditedSource(id, policy, settings));
  tools = { connect, admin, dataSource, namespace: settings.namespace };
  audits = new SourceAudits(dataSource, new SchemaWatch(dataSource));
  const clock = () => new Date(Date.now() + later);
  supervisor = new Supervisor(audited, tools, audits, clock);
});

afterAll(async () => {
  await admin.disconnect();
  await dataSource.destroy();
  await whole.remove();
});

interface Health {
  cause: string | null;
  needs_person: boolean;
}

async function look(): Promise<Health | undefined> {
  await supervisor.look();
  const [row] = await dataSource.query<Health[]>(
    `SELECT cause, needs_person FROM connector_health WHERE source = 'wms'`,
  );
  return row;
}

const actions = async () =>
  (
    await dataSource.query<{ told: string }[]>(
      `SELECT action || ' ' || subject || ' for ' || reason AS told FROM operator_action
       WHERE actor = 'supervisor' ORDER BY id`,
    )
  ).map(({ told }) => told);

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the demonstration has a warehouse');
  return value;
}

const aNumber = expect.any(Number) as number;

/** Some megabytes of log that concern no captured table. */
const FILLER = `CREATE TABLE filler AS SELECT n, md5(n::text) FROM generate_series(1, 20000) AS n;
  DROP TABLE filler`;

type Gauges = Readonly<Record<string, readonly { readonly value: number }[]>>;

async function logGauges(): Promise<Gauges> {
  const metrics = new Metrics();
  await new LogGauges(audited, tools.connect, metrics).look();
  const all = await metrics.registry.getMetricsAsJSON();
  const logs = all.filter(({ name }) => /^inv_source_(slot|binlog)/.test(name));
  return Object.fromEntries(logs.map(({ name, values }) => [name, values]));
}

const onWms = (sql: string) => asPostgres(stack.wmsPostgres, whole.wmsDatabase, sql);

describe('the supervisor', () => {
  it('leaves connectors alone that work', async () => {
    await expect.poll(look, PATIENCE).toEqual({ cause: null, needs_person: false });
    expect(await actions()).toEqual([]);
  });

  it('measures the log that a source keeps for its connector, and how much of it is unread', async () => {
    await expect.poll(logGauges, PATIENCE).toEqual({
      inv_source_slot_active: [{ labels: { source: 'wms' }, value: 1 }],
      inv_source_slot_retained_bytes: [{ labels: { source: 'wms' }, value: aNumber }],
      inv_source_slot_safe_bytes: [],
      inv_source_slot_wal_status: [{ labels: { source: 'wms', status: 'reserved' }, value: 1 }],
      inv_source_binlog_behind_bytes: [{ labels: { source: 'pos' }, value: aNumber }],
    });
    const kept = async () => (await logGauges())['inv_source_slot_retained_bytes']?.[0]?.value ?? 0;
    // the slot moves on now and then
    const growth = async () => {
      const before = await kept();
      await onWms(FILLER);
      return (await kept()) - before;
    };
    await expect.poll(growth, PATIENCE).toBeGreaterThan(500_000);
  });

  it('calls a person for a database that is not prepared, and starts the connector once it is', async () => {
    const name = `${whole.namespace}cdc.wms`;
    await onWms('ALTER PUBLICATION shelfwire RENAME TO former');
    await new ConnectClient(stack.connectUrl).restart(name);
    await expect.poll(look, PATIENCE).toEqual({ cause: 'not_prepared', needs_person: true });
    expect(await actions()).toEqual([]);

    await onWms('ALTER PUBLICATION former RENAME TO shelfwire');
    await expect.poll(look, PATIENCE).toEqual({ cause: null, needs_person: false });
    expect(await actions()).toContain(`connector.restart ${name} for not_prepared`);
  });

  it('begins a new snapshot again that was cut off while its connector stood still', async () => {
    const name = `${whole.namespace}cdc.wms`;
    await recordAction(dataSource, { ...WHY, action: BEGUN, subject: 'wms' });
    await fetch(`${stack.connectUrl}/connectors/${name}/pause`, { method: 'PUT' });
    await expect.poll(look, PATIENCE).toEqual({ cause: 'connector_paused', needs_person: false });
    later = 60_000;
    expect(await look()).toEqual({ cause: 'connector_paused', needs_person: true });
    later = 0;
    await new ConnectClient(stack.connectUrl).resume(name);
    await expect.poll(look, PATIENCE).toEqual({ cause: null, needs_person: false });

    await new ConnectClient(stack.connectUrl).stop(name);
    await expect.poll(look, PATIENCE).toEqual({ cause: 'connector_paused', needs_person: false });
    expect(await actions()).not.toContain('source.resnapshot.reading');

    later = 60_000;
    await expect.poll(look, PATIENCE).toEqual({ cause: null, needs_person: false });
    later = 0;
    expect((await actions()).join()).toContain('source.resnapshot.reading wms');
    const [trust] = await dataSource.query<{ epoch: number }[]>(
      `SELECT epoch FROM source_trust WHERE source = 'wms'`,
    );
    expect(trust?.epoch).toBe(2);
  });

  it('tells a column that came, and proposes what a mapped one has become', async () => {
    const wms = required(audited.find(({ id }) => id === 'wms'));
    const schemaOf = async () =>
      (await audits.audit(wms, new Date())).find(({ check }) => check === 'schema');
    expect(await schemaOf()).toBeUndefined();

    await onWms('ALTER TABLE stock_quant ADD COLUMN shelf text');
    expect(await schemaOf()).toBeUndefined();
    expect(await actions()).toContain('schema.accepted wms for stock_quant.shelf added');

    await onWms('ALTER TABLE stock_quant RENAME COLUMN reserved_quantity TO reserved');
    expect(await schemaOf()).toMatchObject({
      found: 'stock_quant.reserved_quantity is gone',
      mend: 'stock_quant: in pack.yaml write reserved for reserved_quantity, if it was renamed so',
    });
    await onWms('ALTER TABLE stock_quant RENAME COLUMN reserved TO reserved_quantity');
    expect(await schemaOf()).toBeUndefined();
  });
});
