import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { ensureDashboard } from '../../tools/ensure-dashboard.mjs';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { replay } from '../../tools/demo/replay.js';
import { launch, type Shelfwire } from '../../tools/run/launch.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { openBrowser } from '../support/browser.js';
import { DESKTOP, Visit } from '../support/dashboard.js';
import { databaseUrl } from '../support/database.js';
import { tradeForWeeks } from './usual-weeks.js';

const RUN = `board${process.pid}`;
const NAMESPACE = `${RUN}.`;

/** The demo shop on the real stack, all stages in one process, and a browser. */
export interface DrivenShop {
  readonly shelfwire: Shelfwire;
  /** a page that nobody is signed in to */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  query<T extends object>(sql: string): Promise<T[]>;
  /** puts a message on a topic of the till, as its connector would */
  sendFromTill(table: string, key: string, value: string): Promise<void>;
  close(): Promise<void>;
}

export async function driveShop(endpoints: StackEndpoints): Promise<DrivenShop> {
  await ensureDashboard();
  const installed = await install(endpoints);
  const { shelfwire, demo, state } = installed;
  const selling = new AbortController();
  const { pos, wms } = demo;
  const speed = { changesPerSecond: 10 };
  const sold = replay({ pos, wms, speed, signal: selling.signal });
  const browser = await openBrowser();
  const database = new pg.Pool({ connectionString: state, max: 1 });
  return {
    shelfwire,
    query: async <T extends object>(sql: string) => (await database.query<T>(sql)).rows,
    visit: (where, options = {}) => visit(browser, `${shelfwire.apiUrl}${where}`, options),
    sendFromTill: (table, key, value) =>
      send(endpoints, `${NAMESPACE}cdc.pos.${pos.database}.${table}`, { key, value }),
    close: async () => {
      await browser.close();
      selling.abort();
      await sold;
      await database.end();
      await installed.remove();
    },
  };
}

interface Installed {
  readonly shelfwire: Shelfwire;
  readonly demo: DemoInstallation;
  /** URL of Shelfwire's own database */
  readonly state: string;
  remove(): Promise<void>;
}

async function install(endpoints: StackEndpoints): Promise<Installed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwire-'));
  const { ledger } = PidLedger.claim(folder);
  const demo = await installDemo(endpoints, {
    posDatabase: `${RUN}_ospos`,
    wmsDatabase: `${RUN}_odoo`,
    posSource: `${RUN}-pos`,
    wmsSource: `${RUN}-wms`,
  });
  const stateDatabase = `${RUN}_state`;
  const state = databaseUrl(endpoints.statePostgres, stateDatabase);
  await createDatabase(endpoints, stateDatabase);
  await tradeForWeeks(state);
  const sandboxTokens = { bazaar: 'bazaar-of-a-test', emporium: 'emporium-of-a-test' };
  const names = { stateDatabase, namespace: NAMESPACE, configFile: 'shelfwire.yaml' };
  const installation = { ...names, demo, sandboxTokens };
  const shelfwire = await launch({
    endpoints,
    ledger,
    folder,
    programs: ['standalone'],
    installation,
  });
  const remove = async () => {
    await shelfwire.stop();
    for (const source of ['pos', 'wms']) {
      const connector = `${endpoints.connectUrl}/connectors/${NAMESPACE}cdc.${source}`;
      await fetch(connector, { method: 'DELETE' });
    }
    ledger.release();
    rmSync(folder, { recursive: true });
  };
  return { shelfwire, demo, state, remove };
}

async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  const opened = new Visit(await context.newPage(), true);
  await opened.page.goto(url);
  return opened;
}

async function createDatabase({ statePostgres }: StackEndpoints, name: string): Promise<void> {
  const client = new pg.Client({ ...statePostgres, database: 'postgres' });
  await client.connect();
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
}

async function send(
  { kafkaBrokers }: StackEndpoints,
  topic: string,
  message: { readonly key: string; readonly value: string },
): Promise<void> {
  const producer = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({ topic, messages: [message] });
  await producer.disconnect();
}
