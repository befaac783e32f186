import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectClient } from '#connect';
import type { Fault } from '../fault.js';
import type { Scene } from '../scene.js';

const DOWN_MS = 3_000;

/** Sells while something is away that selling does not need. */
async function tradingThrough(
  scene: Scene,
  server: { kill(): Promise<void>; start(): Promise<void> },
): Promise<void> {
  const trading = scene.trade(60);
  await sleep(500);
  await server.kill();
  await sleep(DOWN_MS);
  await server.start();
  await trading;
}

/** A transaction that is open when its database dies must leave no trace. */
async function duringTransaction(
  scene: Scene,
  server: { kill(): Promise<void>; start(): Promise<void> },
  transaction: () => Promise<void>,
): Promise<void> {
  await scene.trade(30);
  const open = transaction().catch(() => undefined);
  await sleep(1_000);
  await server.kill();
  await open;
  await sleep(DOWN_MS);
  await server.start();
  await scene.trade(30);
}

export const SERVER_FAULTS: readonly Fault[] = [
  {
    name: 'Connect is killed during a snapshot',
    told: ['connect_unreachable', 'source_unverified'],
    breakIt: async (scene) => {
      const { connect, endpoints } = scene.stack;
      await scene.shelfwireCommand('resnapshot', 'pos', '--reason', 'a trial');
      const client = new ConnectClient(endpoints.connectUrl);
      while ((await client.status('cdc.pos')).tasks[0]?.state !== 'RUNNING') await sleep(20);
      await connect.kill();
      await scene.trade(30);
      await sleep(DOWN_MS);
      await connect.start();
    },
  },
  {
    name: 'Connect is killed while it streams',
    told: ['connect_unreachable'],
    breakIt: (scene) => tradingThrough(scene, scene.stack.connect),
  },
  {
    name: 'the broker is killed',
    told: [],
    breakIt: (scene) => tradingThrough(scene, scene.stack.servers.kafka),
  },
  {
    name: 'MariaDB is killed in the middle of a transaction',
    told: ['database_away'],
    breakIt: (scene) =>
      duringTransaction(scene, scene.stack.servers.mariadb, () =>
        scene.pos('START TRANSACTION; UPDATE ospos_item_quantities SET quantity = 0; DO SLEEP(60)'),
      ),
  },
  {
    name: 'PostgreSQL is killed in the middle of a transaction',
    told: ['database_away'],
    breakIt: (scene) =>
      duringTransaction(scene, scene.stack.servers.wmsPostgres, () =>
        scene.wms('BEGIN; UPDATE stock_quant SET quantity = 0; SELECT pg_sleep(60)'),
      ),
  },
  {
    name: 'a task is frozen: it says RUNNING and hears nothing',
    told: ['silent'],
    breakIt: async (scene) => {
      scene.wayToWms.freeze();
      await scene.trade(30);
    },
  },
];
