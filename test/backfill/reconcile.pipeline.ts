import { reconcileSource } from '#connect';
import { loadPack } from '#mapping';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { untilFolded } from '../../bench/backfill/first-snapshot.js';
import {
  installStockedPos,
  SOURCE,
  type StockedPos,
} from '../../bench/backfill/install-stocked-pos.js';
import { sellOn } from '../../bench/backfill/sell-on.js';
import { changeUnseen } from '../../bench/backfill/stocked-pos.js';
import { NightlyReconciliation } from '../../apps/normalizer/src/reconcile/nightly-reconciliation.js';
import { drawReconciled } from '../../apps/cli/src/reconcile/draw-reconciled.js';

const SHAPE = { items: 40, stores: 3 };
/** one row of so many changes unseen */
const UNSEEN = 60;

const stack = inject('stack');
let pos: StockedPos;

beforeAll(async () => {
  pos = await installStockedPos(stack, `recon${process.pid}`, SHAPE);
  await untilFolded(pos, SHAPE.items * SHAPE.stores);
});
afterAll(() => pos?.remove());

const reconcile = (fix: boolean) => {
  const { connectUrl, kafkaBrokers } = stack;
  const { namespace, policy, state } = pos;
  const settings = { connectUrl, kafkaBrokers, namespace };
  const pack = loadPack('connectors/opensourcepos');
  return reconcileSource(
    { dataSource: state.dataSource, settings, policy, pack },
    { source: SOURCE, fix, reason: 'a test', askedBy: 'a test' },
  );
};

it('finds, explains and mends what capture has missed, and is not misled by sales', async () => {
  const selling = sellOn(stack.mariadb, pos.database, SHAPE, 20);
  const calm = await reconcile(false);
  expect(calm).toMatchObject({ compared: SHAPE.items * SHAPE.stores, differences: [] });
  await selling.stop();

  const unseen = await changeUnseen(stack.mariadb, pos.database, UNSEEN);
  expect(unseen).toBeGreaterThan(0);
  const found = await reconcile(false);
  expect(found.differences).toHaveLength(unseen);
  for (const { folded, stated, rows, mended } of found.differences) {
    expect((stated ?? 0n) - (folded ?? 0n)).toBe(1_000_000_000n);
    expect(rows).toEqual([
      expect.stringMatching(
        /^\d+ from ospos_item_quantities item_id=\d+,location_id=\d+ \(rule level\)$/,
      ),
    ]);
    expect(mended).toBe(false);
  }
  expect(drawReconciled(found).join('\n')).toContain(`under 1 hour  ${unseen}`);

  const mending = await reconcile(true);
  expect(mending.differences.map(({ mended }) => mended)).toEqual(Array(unseen).fill(true));
  expect((await reconcile(false)).differences).toEqual([]);

  const runs = await pos.state.dataSource.query<unknown[]>(
    'SELECT differences, mended FROM reconciliation ORDER BY id',
  );
  expect(runs).toEqual([
    { differences: 0, mended: 0 },
    { differences: unseen, mended: 0 },
    { differences: unseen, mended: unseen },
    { differences: 0, mended: 0 },
  ]);
  const [backfill] = await pos.state.dataSource.query<[{ rows_done: string; tables: string[] }]>(
    'SELECT rows_done, tables FROM backfill',
  );
  expect(backfill.tables).toContain('ospos_items');
  expect(Number(backfill.rows_done)).toBeLessThan(SHAPE.items * SHAPE.stores);
});

it('does so by itself once a day', async () => {
  const { connectUrl, kafkaBrokers } = stack;
  const { namespace, policy, state } = pos;
  const settings = {
    connectUrl,
    kafkaBrokers,
    namespace,
    configFile: 'shelfwire.yaml',
    databaseUrl: state.url,
    connectKafkaBrokers: undefined,
    httpHost: '127.0.0.1',
    httpPort: 0,
    logLevel: 'error' as const,
  };
  const daily = { ...policy, reconcile: { at: '00:00', fix: true } };
  const tomorrow = new Date(Date.now() + 86_400_000);
  const nightly = new NightlyReconciliation(state.dataSource, daily, settings, new Date(0));

  expect(await nightly.step(new Date())).toEqual(['pos: 0 levels different, 0 of them mended']);
  expect(await nightly.step(new Date())).toEqual([]);
  const later = new NightlyReconciliation(state.dataSource, daily, settings, tomorrow);
  expect(await later.step(new Date())).toEqual([]);
});
