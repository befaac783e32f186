import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { PosSystem } from '../../tools/demo/pos/pos-system.js';
import { launch, type Shelfwire } from '../../tools/run/launch.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import { readLevels } from '../chaos/oracle/source-books.js';
import { removeCapture } from '../support/capture.js';
import { Storefront } from './vendure/storefront.js';
import { VendureShop } from './vendure/vendure-shop.js';

const RUN = `vendure${process.pid}`;
const NAMESPACE = `${RUN}.`;
const RIGHTS = ['ReadProduct', 'UpdateProduct', 'ReadStockLocation'];
const SKUS = ['85123A', '22423', '84879'];
const SOLD = '85123A';
const ORDERED = '22423';
const endpoints = inject('stack');
const folder = mkdtempSync(path.join(tmpdir(), 'shelfwire-'));
const { ledger } = PidLedger.claim(folder);

let shop: VendureShop;
let storefront: Storefront;
let demo: DemoInstallation;
let till: PosSystem;
let shelfwire: Shelfwire;
let variants: Map<string, string>;

beforeAll(async () => {
  shop = await VendureShop.start(endpoints.statePostgres, `${RUN}_shop`);
  storefront = new Storefront(shop.url);
  variants = new Map();
  for (const sku of SKUS) variants.set(sku, await shop.admin.createVariant(sku));
  demo = await installDemo(endpoints, {
    posDatabase: `${RUN}_ospos`,
    wmsDatabase: `${RUN}_odoo`,
    posSource: `${RUN}-pos`,
    wmsSource: `${RUN}-wms`,
  });
  till = await PosSystem.open(demo.pos);
  shelfwire = await launch({
    endpoints,
    ledger,
    folder,
    programs: ['standalone'],
    installation: {
      stateDatabase: `${RUN}_state`,
      namespace: NAMESPACE,
      configFile: await writePolicy(),
      demo,
      sandboxTokens: { bazaar: 'bazaar-of-a-test', emporium: 'emporium-of-a-test' },
    },
  });
}, 600_000);

afterAll(async () => {
  await shelfwire?.stop();
  await till?.close();
  await removeCapture(endpoints, NAMESPACE);
  await shop?.remove();
  ledger.release();
  rmSync(folder, { recursive: true });
}, 60_000);

/** The checkout's policy, and the shop beside its marketplaces. */
async function writePolicy(): Promise<string> {
  const apiKey = await shop.admin.createApiKey(RIGHTS);
  const channel = `
  shop:
    connector: vendure
    endpoint:
      url: ${shop.url}
      apiKey: ${apiKey}
      stockLocationId: "${await shop.admin.stockLocationId()}"
    pool: [store-london, store-leeds, store-bristol, warehouse]
`;
  const file = path.join(folder, 'shelfwire.yaml');
  writeFileSync(file, `${readFileSync('shelfwire.yaml', 'utf8').trimEnd()}\n${channel}`);
  return file;
}

let sales = 0;

/** A sale as the till writes it. @returns milliseconds on this machine's clock when it was committed */
async function sell(code: string, quantity: number): Promise<number> {
  sales += 1;
  const name = `${RUN}-${sales}`;
  await till.write(
    {
      kind: 'sale',
      system: 'pos',
      store: 'London',
      name,
      at: '2011-01-04T10:00:00Z',
      document: name,
      lines: [{ code, quantity, unitPrice: 2.55 }],
    },
    sales,
    () => Promise.resolve(undefined),
  );
  return performance.now();
}

const shown = async (sku: string): Promise<number> =>
  Number(await storefront.shown(sku.toLowerCase()));

/** @returns milliseconds since `since` at which the storefront showed it */
async function untilShown(sku: string, quantity: number, since: number): Promise<number> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const now = await shown(sku);
    if (now === quantity) return performance.now() - since;
    if (Date.now() > deadline) throw new Error(`${sku} shows ${now}, not ${quantity}`);
    await sleep(20);
  }
}

/** What both databases have of it together: nobody withholds anything here. */
async function inBooks(sku: string): Promise<number> {
  const databases = { pos: demo.pos.database, wms: demo.wms.database };
  const levels = await readLevels(endpoints, databases);
  const own = levels.filter((level) => level.sku === sku);
  return own.reduce((sum, { available }) => sum + Math.max(0, available), 0);
}

it('brings sales at the till to the storefront of a real shop, one after the other', async () => {
  const opening = await inBooks(SOLD);
  await untilShown(SOLD, opening, 0);
  const sold = [3, 1, 2, 1, 4];
  for (const [at, quantity] of sold.entries()) {
    const committed = await sell(SOLD, quantity);
    const left = opening - sold.slice(0, at + 1).reduce((sum, units) => sum + units);
    const tookMs = await untilShown(SOLD, left, committed);
    console.log(`from commit to storefront: ${Math.round(tookMs)} ms`);
  }

  expect(await shown(SOLD)).toBe(opening - 11);
  expect(await inBooks(SOLD)).toBe(opening - 11);
});

it('writes what the till has left on top of what the orders of the shop hold', async () => {
  const opening = await inBooks(ORDERED);
  await untilShown(ORDERED, opening, 0);
  const variant = variants.get(ORDERED) ?? '';
  await storefront.buy(variant, 2);
  const afterOrder = await shown(ORDERED);
  const committed = await sell(ORDERED, 1);
  await untilShown(ORDERED, opening - 1, committed);

  expect(afterOrder).toBe(opening - 2);
  expect(await shop.admin.stockOf(variant)).toEqual({
    stockOnHand: opening + 1,
    stockAllocated: 2,
  });
});
