import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { replay } from '../../tools/demo/replay.js';
import { runSql } from '../../tools/demo/run-sql.js';
import { launch, type Shelfwire } from '../../tools/run/launch.js';
import { shelfwireEnvironment } from '../../tools/run/shelfwire-environment.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import { compare, type Installed } from '../chaos/oracle/compare.js';
import { runProgram, type Ended } from '../support/run-program.js';

/** What Debezium says of a change beside its row: a place in the log that no real change has. */
const CAPTURED = {
  source: { connector: 'mariadb', ts_ms: 1_767_225_600_000, file: 'binlog.000001', pos: 1, row: 0 },
  transaction: { id: '0-1-1', total_order: 1 },
};
const TOKENS = { bazaar: 'bazaar-of-a-test', emporium: 'emporium-of-a-test' };
const RUN = `way${process.pid}`;
const NAMESPACE = `${RUN}.`;

describe('the whole way, from a committed row to an accepted write', () => {
  const endpoints = inject('stack');
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwire-'));
  const { ledger } = PidLedger.claim(folder);
  let demo: DemoInstallation;
  let shelfwire: Shelfwire;
  let installed: Installed;

  beforeAll(async () => {
    demo = await installDemo(endpoints, {
      posDatabase: `${RUN}_ospos`,
      wmsDatabase: `${RUN}_odoo`,
      posSource: `${RUN}-pos`,
      wmsSource: `${RUN}-wms`,
    });
    shelfwire = await launch({
      endpoints,
      ledger,
      folder,
      programs: ['standalone'],
      installation: installation(),
    });
    installed = {
      endpoints,
      posDatabase: demo.pos.database,
      wmsDatabase: demo.wms.database,
      stateDatabase: `${RUN}_state`,
      namespace: NAMESPACE,
      sandboxUrl: shelfwire.sandboxUrl,
      tokens: TOKENS,
    };
  }, 240_000);

  afterAll(async () => {
    await shelfwire?.stop();
    for (const source of ['pos', 'wms']) {
      await fetch(`${endpoints.connectUrl}/connectors/${NAMESPACE}cdc.${source}`, {
        method: 'DELETE',
      });
    }
    ledger.release();
    rmSync(folder, { recursive: true });
  }, 60_000);

  const installation = () => ({
    stateDatabase: `${RUN}_state`,
    namespace: NAMESPACE,
    configFile: 'shelfwire.yaml',
    demo,
    sandboxTokens: TOKENS,
  });

  const command = (...args: string[]): Promise<Ended> =>
    runProgram('apps/cli/src/main.ts', {
      args,
      env: shelfwireEnvironment(endpoints, installation(), shelfwire.sandboxUrl),
      patienceMs: 120_000,
    });

  const differences = async (): Promise<readonly string[]> => {
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { differences: left } = await compare(installed);
      if (left.length === 0 || Date.now() > deadline) return left;
      await sleep(1_000);
    }
  };

  const shown = async (
    sku: string,
    account: 'bazaar' | 'emporium',
  ): Promise<number | undefined> => {
    const url = `${shelfwire.sandboxUrl}/v1/accounts/${account}/quantities?sku=${sku}`;
    const headers = { authorization: `Bearer ${TOKENS[account]}` };
    const answer = (await (await fetch(url, { headers })).json()) as {
      items: { quantity: number }[];
    };
    return answer.items[0]?.quantity;
  };

  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + 60_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error('it has not come about in 60 s');
      await sleep(50);
    }
  };
  const waitUntilShown = async (sku: string, quantity: number): Promise<void> => {
    const deadline = Date.now() + 120_000;
    while ((await shown(sku, 'bazaar')) !== quantity) {
      if (Date.now() > deadline) throw new Error(`${sku} shows ${await shown(sku, 'bazaar')}`);
      await sleep(20);
    }
  };

  const ask = async <T>(route: string): Promise<T> => {
    const headers = { authorization: `Bearer ${shelfwire.apiKey}` };
    return (await (await fetch(`${shelfwire.apiUrl}${route}`, { headers })).json()) as T;
  };

  const setLondon = async (sku: string, quantity: number): Promise<void> => {
    await runSql(
      endpoints,
      'pos',
      demo.pos.database,
      `UPDATE ospos_item_quantities q JOIN ospos_items i USING (item_id) SET q.quantity = ${quantity}
       WHERE i.item_number = '${sku}' AND q.location_id = 1`,
    );
  };

  it('brings the opening stock of both databases to both marketplaces', async () => {
    expect(await differences()).toEqual([]);
  });

  it('brings a day of sales, cancellations, damage, receipts, transfers and a count', async () => {
    const { lines } = await replay({
      pos: demo.pos,
      wms: demo.wms,
      speed: { changesPerSecond: 200 },
      maxLines: 300,
    });

    expect(lines).toBeGreaterThanOrEqual(300);
    expect(await differences()).toEqual([]);
  });

  it('shows a changed row, and explains it down to its position in the log', async () => {
    const before = (await shown('85123A', 'bazaar')) ?? 0;
    await setLondon('85123A', 100_003);
    const deadline = Date.now() + 30_000;
    while ((await shown('85123A', 'bazaar')) === before && Date.now() < deadline) await sleep(20);

    const explained = await ask<{
      contributions: { quantity: string; row: Record<'table' | 'rowKey' | 'position', string> }[];
    }>('/v1/items/85123A/explain?channel=bazaar');
    const row = explained.contributions.find(({ quantity }) => quantity === '100003')?.row;
    expect(row).toMatchObject({
      table: 'ospos_item_quantities',
      rowKey: expect.stringMatching(/^item_id=\d+,location_id=1$/) as string,
      position: expect.stringMatching(/^binlog \d{6}:\d+ change \d+$/) as string,
    });
  });

  /** The vanished column puts the source in doubt, so London shows nothing (I10); these rows were made up. */
  const vouchForPos = async (): Promise<void> => {
    const before = (await shown('85123A', 'bazaar')) ?? 0;
    const withoutLondon = async () => ((await shown('85123A', 'bazaar')) ?? 0) < 100_000;
    await until(withoutLondon);
    const state = new pg.Client({ ...endpoints.statePostgres, database: `${RUN}_state` });
    await state.connect();
    const { rowCount } = await state.query('UPDATE source_trust SET verified = true');
    await state.end();
    expect(rowCount).toBe(1);
    await waitUntilShown('85123A', before);
  };

  it('parks what cannot be read, holds what must wait, and lets their neighbours pass', async () => {
    const kafka = new Kafka({ brokers: endpoints.kafkaBrokers, logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    const key = '{"item_id":1,"location_id":1}';
    const row = { item_id: 1, location_id: 1, quantity: '5.000' };
    const change = (after: object, op = 'c') => JSON.stringify({ op, after, ...CAPTURED });
    const beyond = change({ ...row, item_id: 0 }).replace(':0,', ':9007199254740993,');
    await producer.send({
      topic: `${NAMESPACE}cdc.pos.${demo.pos.database}.ospos_item_quantities`,
      messages: [
        { key, value: '{"op":"u","after":{"item_' },
        { key, value: change(row, 'x') },
        { key: null, value: change(row) },
        { key, value: change({ item_id: 1, location_id: 1 }) },
        { key, value: null },
        { key: '{"item_id":9007199254740993,"location_id":1}', value: beyond },
      ],
    });
    await producer.disconnect();
    await vouchForPos();
    const total = (await shown('85123A', 'bazaar')) ?? 0;
    await setLondon('85123A', 100_004);
    await waitUntilShown('85123A', total + 1);

    const parked = await ask<{ parked: { code: string }[] }>('/v1/parked');
    expect(parked.parked.map(({ code }) => code).toSorted()).toEqual([
      'change.column_missing',
      'change.missing_key',
      'change.unknown_op',
      'json.malformed',
    ]);
    const { waiting } = await ask<{ waiting: { awaits: string }[] }>('/v1/waiting');
    expect(waiting.map(({ awaits }) => awaits)).toEqual(['ospos_items:9007199254740993']);
  });

  it('goes on where it was after SIGKILL, nothing lost and nothing twice', async () => {
    const total = (await shown('85123A', 'bazaar')) ?? 0;
    await shelfwire.kill('standalone');
    await setLondon('85123A', 100_014);
    await shelfwire.restart('standalone');
    await waitUntilShown('85123A', total + 10);

    // a source that nobody listened to for long is late, and sold with care until it has recovered
    await vi.waitFor(
      async () => {
        const { differences: left } = await compare(installed);
        expect(left.filter((line) => !/^ledger| parked$| wait$/.test(line))).toEqual([]);
      },
      { timeout: 90_000, interval: 1_000 },
    );
  });

  it('has a ledger that verifies, and a state that its topic leads to once more', async () => {
    const audit = await command('audit', 'verify', '--json');
    expect(JSON.parse(audit.stdout)).toMatchObject({
      ok: true,
      partitions: expect.arrayContaining([
        expect.objectContaining({ tampering: null, anchors: expect.any(Number) as number }),
      ]) as unknown,
    });
    expect(audit.code).toBe(0);
    const rebuilt = await command('rebuild');
    expect(rebuilt.stdout).toContain('the rebuilt state equals the live one');
    expect(rebuilt.code).toBe(0);
  }, 300_000);
});
