import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asMariadb, dropPos, dropWms } from '../../test/support/legacy-databases.js';
import { installDemo, type DemoInstallation } from './install.js';
import type { JournalEntry } from './journal.js';
import { replay, type ReplaySummary } from './replay.js';
import { runSql } from './run-sql.js';

const stack = inject('stack');
const run = `${process.pid}_${Date.now()}`;
const [posDatabase, wmsDatabase] = [`demo_pos_${run}`, `demo_wms_${run}`];
const secretsDir = mkdtempSync(join(tmpdir(), 'shelfwire-demo-'));
const install = (seed = '7') => installDemo(stack, { posDatabase, wmsDatabase, secretsDir, seed });

let installed: DemoInstallation;
const written: JournalEntry[] = [];

beforeAll(async () => {
  installed = await install();
});

afterAll(async () => {
  await dropPos(stack.mariadb, posDatabase, installed.pos.capture.user);
  await dropWms(stack.wmsPostgres, wmsDatabase, installed.wms.capture.user);
  rmSync(secretsDir, { recursive: true });
});

const pos = async (sql: string) => (await runSql(stack, 'pos', posDatabase, sql)).rows;
const wms = async (sql: string) => (await runSql(stack, 'wms', wmsDatabase, sql)).rows;
const play = (maxLines: number): Promise<ReplaySummary> =>
  replay({
    pos: installed.pos,
    wms: installed.wms,
    speed: 'unlimited',
    maxLines,
    onWrite: (entry) => written.push(entry),
  });

describe('the demo', () => {
  it('is installed once; again leaves the data and the login alone', async () => {
    const again = await install();

    expect([installed.pos.created, installed.wms.created]).toEqual([true, true]);
    expect([again.pos.created, again.wms.created]).toEqual([false, false]);
    expect(again.pos.capture.password).toBe(installed.pos.capture.password);
  });

  it('keeps the capture logins where only the worker reads them', () => {
    const file = join(secretsDir, 'pos.properties');

    expect(readFileSync(file, 'utf8')).toContain(`user=${installed.pos.capture.user}\npassword=`);
    const shared = stack.secretsDir !== stack.fromConnect.secretsDir;
    expect(statSync(file).mode & 0o777).toBe(shared ? 0o644 : 0o600);
  });

  it('keeps its hands off a database of somebody else', async () => {
    const database = `demo_foreign_${run}`;
    await asMariadb(
      stack.mariadb,
      `CREATE DATABASE ${database}; CREATE TABLE ${database}.t (i int)`,
    );
    const attempt = installDemo(stack, { posDatabase: database, wmsDatabase, secretsDir });

    await expect(attempt).rejects.toThrow('tables that are not the demo');
    expect(readFileSync(join(secretsDir, 'pos.properties'), 'utf8')).not.toContain(database);
    await asMariadb(stack.mariadb, `DROP DATABASE ${database}`);
  });

  it('goes on where it was, and writes no step twice', async () => {
    await play(400);
    await play(400);
    const steps = written.map((entry) => entry.step);

    expect(new Set(steps).size).toBe(steps.length);
    expect(written.map((entry) => entry.ordinal)).toEqual(steps.map((_, nth) => nth));
  });

  it('refuses another seed than the one of its data', async () => {
    const attempt = replay({ ...installed, speed: 'unlimited', seed: '8', maxLines: 1 });

    await expect(attempt).rejects.toThrow('seeds 7 (POS) and 7 (WMS)');
  });

  it('ends after the transaction that it is in', async () => {
    const stop = new AbortController();
    const { transactions } = await replay({
      ...installed,
      speed: 'unlimited',
      signal: stop.signal,
      onWrite: (entry) => {
        written.push(entry);
        stop.abort();
      },
    });

    expect(transactions).toBe(1);
  });

  it('leaves in each store the opening stock and every movement since', async () => {
    const wrong = await pos(
      `SELECT q.item_id, q.location_id FROM ospos_item_quantities q JOIN (
         SELECT trans_items, trans_location, sum(trans_inventory) AS moved FROM ospos_inventory
         GROUP BY trans_items, trans_location
       ) AS i ON trans_items = item_id AND trans_location = location_id
       WHERE quantity <> moved OR quantity < 0`,
    );

    expect(wrong).toEqual([]);
  });

  it('leaves at each location of the warehouse what its moves have brought and taken', async () => {
    const wrong = await wms(
      `SELECT q.id FROM stock_quant q WHERE quantity <>
         (SELECT coalesce(sum(quantity), 0) FROM stock_move m WHERE state = 'done'
            AND m.product_id = q.product_id AND location_dest_id = q.location_id)
       - (SELECT coalesce(sum(quantity), 0) FROM stock_move m WHERE state = 'done'
            AND m.product_id = q.product_id AND m.location_id = q.location_id)`,
    );

    expect(wrong).toEqual([]);
  });

  it('reserves in the warehouse what open orders have asked for', async () => {
    const wrong = await wms(
      `SELECT q.id FROM stock_quant q JOIN stock_location l ON l.id = q.location_id
       WHERE usage = 'internal' AND reserved_quantity <>
         (SELECT coalesce(sum(quantity), 0) FROM stock_move m WHERE m.location_id = q.location_id
            AND m.product_id = q.product_id AND state IN ('assigned', 'partially_available'))`,
    );
    const [open] = await wms(
      "SELECT count(*)::int AS moves FROM stock_move WHERE state = 'assigned'",
    );

    expect(wrong).toEqual([]);
    expect(open?.['moves']).toBeGreaterThan(0);
  });

  it('names in its journals every level as the databases have it', async () => {
    const expected = new Map(
      written
        .flatMap((entry) => entry.writes)
        .filter(({ table }) => table === 'ospos_item_quantities')
        .map(({ key, after }) => [`${key['item_id']}@${key['location_id']}`, after['quantity']]),
    );
    const levels = await pos('SELECT item_id, location_id, quantity FROM ospos_item_quantities');
    const actual = new Map(
      levels.map((row) => [
        `${String(row['item_id'])}@${String(row['location_id'])}`,
        row['quantity'],
      ]),
    );
    const wrong = [...expected].filter(([place, quantity]) => actual.get(place) !== quantity);

    expect(expected.size).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });
});
