import { controlBackfill, reconcileSource, startBackfill } from '#connect';
import { loadPack } from '#mapping';
import { readBackfill, type Backfill } from '#storage';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { AppProcess } from '../support/app-process.js';
import { applyOn } from '../support/apply-on.js';
import { removeCapture } from '../support/capture.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import {
  asPostgres,
  createWms,
  dropWms,
  forgetLogin,
  shareLogin,
} from '../support/legacy-databases.js';
import { shopPolicy } from '../support/policies.js';

const stack = inject('stack');
const tag = `fillwms${process.pid}`;
const names = { namespace: `${tag}.`, database: `wms_${tag}` };
const login = { user: `capture_${tag}`, password: `Secret-${tag}-word` };
const folder = mkdtempSync(join(tmpdir(), 'backfill-'));
const QUANTS = 2_000;
/** small chunks, so that there is time to pause between them */
const CHUNK_ROWS = 20;
const RUN_BY = { reason: 'a test', askedBy: 'a test' };

let state: TestDatabase;
let app: AppProcess | undefined;

const onWms = (sql: string) => asPostgres(stack.wmsPostgres, names.database, sql);
const policy = () => {
  const [base] = Object.values(shopPolicy().sources);
  if (!base) throw new Error('the policy has no source');
  const { host, port } = stack.wmsPostgres;
  const wms = {
    ...base,
    pack: 'odoo',
    database: { host, port, name: names.database, ...login },
    capture: {
      ...stack.fromConnect.wmsPostgres,
      secrets: shareLogin(stack, tag, login),
      backfillChunkRows: CHUNK_ROWS,
    },
  };
  const depot = {
    source: 'wms',
    name: 'WH/Stock',
    kind: 'warehouse' as const,
    fallbacks: [],
    precedence: {},
  };
  return { ...shopPolicy(), sources: { wms }, locations: { depot }, channels: {} };
};
const surroundings = () => ({
  dataSource: state.dataSource,
  settings: { ...stack, namespace: names.namespace, configFile: 'shelfwire.yaml' },
  policy: policy(),
  pack: loadPack('connectors/odoo'),
});

beforeAll(async () => {
  state = await createTestDatabase(stack.statePostgres, tag);
  await createWms(stack.wmsPostgres, names.database, login);
  await onWms(`
    INSERT INTO stock_location (id, name, complete_name, usage) VALUES (8, 'Stock', 'WH/Stock', 'internal');
    SET session_replication_role = replica;
    INSERT INTO product_product (id, product_tmpl_id, default_code, active)
      SELECT n, n, 'SKU-' || n, true FROM generate_series(1, ${QUANTS}) AS n;
    INSERT INTO stock_quant (id, product_id, location_id, quantity, reserved_quantity, in_date)
      SELECT n, n, 8, 50, 0, now() FROM generate_series(1, ${QUANTS}) AS n;`);
  const kafka = { namespace: names.namespace, databaseUrl: state.url };
  await applyOn(stack, kafka, policy());
  app = await AppProcess.start('standalone', policy(), { ...stack, ...kafka, folder });
  await vi.waitUntil(async () => (await folded()) === QUANTS, { timeout: 60_000, interval: 250 });
});
afterAll(async () => {
  await app?.stop();
  await removeCapture(stack, names.namespace);
  await dropWms(stack.wmsPostgres, names.database, login.user);
  await state.drop();
  forgetLogin(stack, tag);
  rmSync(folder, { recursive: true });
});

async function folded(): Promise<number> {
  const [row] = await state.dataSource.query<[{ n: string }]>(
    `SELECT count(*) AS n FROM location_stock WHERE location = 'depot'`,
  );
  return Number(row.n);
}

async function differences(): Promise<number> {
  const request = { source: 'wms', fix: false, ...RUN_BY };
  return (await reconcileSource(surroundings(), request)).differences.length;
}

/** What no log tells of: the table is not published for a moment. */
const changeUnseen = () =>
  onWms(`
    ALTER PUBLICATION shelfwire DROP TABLE stock_quant;
    UPDATE stock_quant SET quantity = 70 WHERE id % 10 = 0;
    ALTER PUBLICATION shelfwire ADD TABLE stock_quant`);

const sell = (sale: number) =>
  onWms(`UPDATE stock_quant SET quantity = quantity - 1 WHERE id % 10 = ${sale}`);

const start = () =>
  startBackfill(surroundings(), {
    source: 'wms',
    tables: ['stock_quant'],
    location: null,
    skus: [],
    ...RUN_BY,
  });

const tell = (what: 'pause' | 'resume' | 'stop') => {
  const { dataSource, settings, policy: known } = surroundings();
  return controlBackfill(dataSource, settings, known, { source: 'wms', what, ...RUN_BY });
};

const until = (id: string, wanted: (backfill: Backfill) => boolean): Promise<Backfill> =>
  vi.waitUntil(
    async () => {
      const backfill = await readBackfill(state.dataSource, id);
      return backfill && wanted(backfill) ? backfill : false;
    },
    { timeout: 60_000, interval: 100 },
  );

it('mends what capture has missed, paused and resumed while the same rows are sold', async () => {
  await changeUnseen();
  expect(await differences()).toBe(QUANTS / 10);

  const { id } = await start();
  await until(id, ({ state: is, rows }) => is === 'running' && rows > 0);
  await tell('pause');
  await until(id, ({ state: is }) => is === 'paused');
  for (let sale = 0; sale < 10; sale += 1) await sell(sale);
  const paused = await until(id, ({ state: is }) => is === 'paused');
  expect(paused.rows).toBeLessThan(QUANTS);
  await tell('resume');
  const done = await until(id, ({ state: is }) => is === 'done' || is === 'failed');
  expect(done).toMatchObject({ state: 'done', rows: QUANTS, problem: null });
  expect(await differences()).toBe(0);
});

it('stops when it is told to, and can be begun anew', async () => {
  const first = await start();
  await until(first.id, ({ state: is, rows }) => is === 'running' && rows > 0);
  await tell('stop');
  const stopped = await until(first.id, ({ state: is }) => is === 'stopped');
  expect(stopped.rows).toBeLessThan(QUANTS);

  const { id } = await start();
  expect(await until(id, ({ state: is }) => is === 'done')).toMatchObject({ rows: QUANTS });
  // the second reading took out what the first had left
  const [left] = await onWms('SELECT count(*)::int AS rows FROM shelfwire_signal');
  expect(left?.['rows']).toBeLessThan((3 * QUANTS) / CHUNK_ROWS);
});
