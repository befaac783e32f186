import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { AppProcess } from '../../tools/run/app-process.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import { removeCapture } from '../support/capture.js';
import { createTestDatabase, databaseUrl, type TestDatabase } from '../support/database.js';
import { asMariadb } from '../support/legacy-databases.js';
import { SandboxProcess } from '../support/sandbox.js';
import { guideBlocks, type GuideBlock } from './guide-blocks.js';
import { Reader, type Typed } from './reader.js';

const GUIDE = 'docs/guides/connect-your-own-database.md';
const stack = inject('stack');
const tag = `guide${process.pid}`;
const namespace = `${tag}.`;
const shop = `shop_${tag}`;
const word = `Capture-${tag}`;
const folder = mkdtempSync(path.join(tmpdir(), 'guide-'));
const config = path.join(folder, 'my-shop', 'shelfwire.yaml');
const secretsFile = `${tag}.properties`;
const { ledger } = PidLedger.claim(folder);
const blocks = guideBlocks(GUIDE);

/** A dozen commands, each a program of its own, and the apps. */
const READING_MS = 480_000;

/** Tables of a shop of its own making; no pack is about them. */
const SHOP = `
  CREATE DATABASE ${shop}; USE ${shop};
  CREATE TABLE article (id int PRIMARY KEY, article_no varchar(20) NOT NULL UNIQUE, title varchar(80));
  CREATE TABLE branch (id int PRIMARY KEY, city varchar(40) NOT NULL);
  CREATE TABLE branch_stock (article_id int NOT NULL, branch_id int NOT NULL,
    on_hand decimal(12,3) NOT NULL, reserved decimal(12,3) NOT NULL DEFAULT 0,
    PRIMARY KEY (article_id, branch_id));
  CREATE TABLE stock_booking (id int PRIMARY KEY AUTO_INCREMENT, article_id int NOT NULL,
    branch_id int NOT NULL, qty decimal(12,3) NOT NULL, reason char(3) NOT NULL,
    document_no varchar(20), booked_at datetime NOT NULL);
  INSERT INTO article VALUES (1, 'A-1', 'Apron'), (2, 'B-2', 'Bowl');
  INSERT INTO branch VALUES (1, 'Berlin'), (2, 'Depot Ulm');
  INSERT INTO branch_stock VALUES (1, 1, 7, 2), (1, 2, 50, 0), (2, 1, 3, 0);
  INSERT INTO stock_booking (article_id, branch_id, qty, reason, document_no, booked_at) VALUES
    (1, 1, -2, 'SAL', 'S1', '2026-03-01 10:00:00'), (1, 2, 50, 'REC', 'P1', '2026-03-01 11:00:00');`;

let sandbox: SandboxProcess;
let state: TestDatabase;
let apps: AppProcess | undefined;
let env: Record<string, string>;
let reader: Reader;

beforeAll(async () => {
  await asMariadb(stack.mariadb, SHOP);
  sandbox = await SandboxProcess.start(folder);
  state = await createTestDatabase(stack.statePostgres, tag);
  const { host, port, user, password } = stack.mariadb;
  const apiPort = await getPort({ host: '127.0.0.1' });
  env = {
    SHELFWIRE_NAMESPACE: namespace,
    SHELFWIRE_DATABASE_URL: databaseUrl(stack.statePostgres, new URL(state.url).pathname.slice(1)),
    SHELFWIRE_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_KAFKA_BROKERS: stack.fromConnect.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_URL: stack.connectUrl,
    SHELFWIRE_API_URL: `http://127.0.0.1:${apiPort}`,
    SHELFWIRE_HTTP_PORT: String(apiPort),
    SHELFWIRE_API_KEY_FILE: path.join(folder, 'api-key'),
    // What the first block asks the reader to fill in.
    SHELFWIRE_CONFIG: config,
    SHOP_HOST: host,
    SHOP_PORT: String(port),
    SHOP_DATABASE: shop,
    SHOP_READER: user,
    SHOP_READER_PASSWORD: password,
    SHOP_PASSWORD: word,
    SHOP_SECRETS: path.join(stack.secretsDir, secretsFile),
    MARKETPLACE_URL: sandbox.url,
    MARKETPLACE_TOKEN: 'bazaar-token',
  };
  reader = new Reader(env);
});

afterAll(async () => {
  await apps?.stop();
  await removeCapture(stack, namespace);
  await sandbox.stop();
  await state.drop();
  await asMariadb(
    stack.mariadb,
    `DROP DATABASE IF EXISTS ${shop}; DROP USER IF EXISTS 'shelfwire'@'%'`,
  );
  rmSync(path.join(stack.secretsDir, secretsFile), { force: true });
  ledger.release();
  rmSync(folder, { recursive: true });
});

/** The block that does this; each is done once, in the guide's order. */
function block(words: string): GuideBlock {
  const [found, ...others] = blocks.filter(({ text }) => text.includes(words));
  if (found && others.length === 0) return found;
  throw new Error(`${GUIDE} has no block, or several, with: ${words}`);
}

async function typed(words: string): Promise<string> {
  const { code, output }: Typed = await reader.type(block(words).text);
  if (code === 0) return output;
  throw new Error(`exit code ${code} of: ${words}\n${output}`);
}

it('asks to fill in what the commands use, and nothing else', () => {
  const [first, ...others] = blocks;
  const given = [...(first?.text ?? '').matchAll(/(\w+)=/g)].map(([, name]) => name);
  const used = others.flatMap(({ text }) => [...text.matchAll(/\$\{?(?:env:)?(\w+)/g)]);
  expect(
    [...new Set(used.map(([, name]) => name))].filter((name) => !given.includes(name)),
  ).toEqual([]);
  expect(given.filter((name = '') => !(name in env))).toEqual([]);
});

it(
  'leads from a schema that no pack is about to a number on a marketplace',
  { timeout: READING_MS },
  async () => {
    expect(await typed('npx shelfwire init shop')).toContain('levels     branch_stock: on_hand');
    appendFileSync(config, block('channels:').text);
    if (stack.fromConnect.mariadb.host !== stack.mariadb.host) captureFromElsewhere();
    expect(await typed('npx shelfwire validate')).toContain('is sound: 1 sources, 2 locations');

    const grants = await typed('npx shelfwire grants shop');
    await asMariadb(stack.mariadb, grants.replaceAll('<password>', word));
    await typed('printf');

    const seen = await typed('npx shelfwire preview shop');
    expect(seen).toContain('level = 5 available_base A-1 at berlin (rule available)');
    expect(seen).toContain("against the source's own levels: 3 equal, 0 different");

    const plan = await typed('npx shelfwire plan');
    expect(plan).toContain(`+ connector/${namespace}cdc.shop`);
    expect(plan).toContain('0 to change, 0 to remove.');
    expect(await typed('npx shelfwire apply')).toContain(`connector ${namespace}cdc.shop: created`);
    await typed('npx shelfwire keys create');
    apps = AppProcess.spawn(
      {
        name: 'standalone',
        entry: 'apps/standalone/src/main.ts',
        env: { ...env, PATH: process.env['PATH'] ?? '' },
        logDir: folder,
        healthUrl: `${env['SHELFWIRE_API_URL']}/health`,
      },
      ledger,
    );
    await apps.ready();
    const shown = () => sandbox.quantities('bazaar');
    // 4 of Berlin's 5 and 49 of Ulm's 50; 2 of Berlin's 3.
    await expect.poll(shown, { timeout: 60_000, interval: 250 }).toEqual({ 'A-1': 53, 'B-2': 2 });
    const explained = await typed('npx shelfwire explain A-1');
    expect(explained).toContain('bazaar shows 53');
    expect(explained).toContain('branch_stock article_id=1,branch_id=1');

    await asMariadb(
      stack.mariadb,
      `UPDATE ${shop}.branch_stock SET on_hand = 3 WHERE branch_id = 2`,
    );
    await expect.poll(async () => (await shown())['A-1'], { timeout: 30_000 }).toBe(6);
  },
);

/** Where the Connect worker reaches databases under other names than the reader does. */
function captureFromElsewhere(): void {
  const { host, port } = stack.fromConnect.mariadb;
  const secrets = path.posix.join(stack.fromConnect.secretsDir, secretsFile);
  const policy = readFileSync(config, 'utf8').replace(
    /capture:\n\s+secrets: .*\n/,
    `capture: { host: ${host}, port: ${port}, secrets: ${secrets} }\n`,
  );
  rmSync(config);
  appendFileSync(config, policy);
}
