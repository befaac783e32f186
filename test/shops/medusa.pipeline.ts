import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { PosSystem } from '../../tools/demo/pos/pos-system.js';
import { runSql } from '../../tools/demo/run-sql.js';
import { launch, type Shelfwire } from '../../tools/run/launch.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import { removeCapture } from '../support/capture.js';
import { startMedusaShop, type MedusaShop } from './medusa-shop.js';
import { MedusaStorefront } from './medusa-storefront.js';

const RUN = `medusa${process.pid}`;
const NAMESPACE = `${RUN}.`;
const TOKENS = { bazaar: 'bazaar-of-a-test', emporium: 'emporium-of-a-test' };
const SETUP_MS = 420_000;
const PATIENCE_MS = 120_000;
const SKU = '85123A';

describe('from the till to the storefront of a real Medusa shop', () => {
  const endpoints = inject('stack');
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwire-'));
  const { ledger } = PidLedger.claim(folder);
  let shop: MedusaShop;
  let storefront: MedusaStorefront;
  let demo: DemoInstallation;
  let till: PosSystem;
  let shelfwire: Shelfwire;
  let sales = 0;

  beforeAll(async () => {
    shop = await startMedusaShop(endpoints.statePostgres, { [SKU]: 0, '22423': 0 });
    storefront = new MedusaStorefront(shop);
    demo = await installDemo(endpoints, {
      posDatabase: `${RUN}_ospos`,
      wmsDatabase: `${RUN}_odoo`,
      posSource: `${RUN}-pos`,
      wmsSource: `${RUN}-wms`,
    });
    till = await PosSystem.open(demo.pos);
    const configFile = path.join(folder, 'shelfwire.yaml');
    writeFileSync(configFile, policyWithShop());
    shelfwire = await launch({
      endpoints,
      ledger,
      folder,
      programs: ['standalone'],
      installation: {
        stateDatabase: `${RUN}_state`,
        namespace: NAMESPACE,
        configFile,
        demo,
        sandboxTokens: TOKENS,
      },
    });
  }, SETUP_MS);

  afterAll(async () => {
    await shelfwire?.stop();
    await till?.close();
    await removeCapture(endpoints, NAMESPACE);
    await shop?.remove();
    ledger.release();
    rmSync(folder, { recursive: true });
  }, 60_000);

  /** The policy of the checkout, with the shop beside its marketplaces. */
  function policyWithShop(): string {
    const policy = parse(readFileSync('shelfwire.yaml', 'utf8')) as { channels: object };
    const own = {
      connector: 'medusa',
      endpoint: { url: shop.url, apiKey: shop.secretKey, locationId: shop.location },
      pool: ['store-london'],
    };
    return stringify({ ...policy, channels: { ...policy.channels, shop: own } });
  }

  const inLondon = async (): Promise<number> => {
    const { rows } = await runSql(
      endpoints,
      'pos',
      demo.pos.database,
      `SELECT q.quantity FROM ospos_item_quantities q JOIN ospos_items i USING (item_id)
       WHERE i.item_number = '${SKU}' AND q.location_id = 1`,
    );
    return Number(rows[0]?.['quantity']);
  };

  /** @returns when it was committed, by `performance.now()` */
  const sell = async (quantity: number): Promise<number> => {
    sales += 1;
    const document = `${RUN}-${sales}`;
    const lines = [{ code: SKU, quantity, unitPrice: 2.55 }];
    const named = { name: document, document, at: '2011-01-04T10:00:00Z' };
    const sale = { kind: 'sale', system: 'pos', store: 'London', lines, ...named } as const;
    await till.write(sale, sales, () => Promise.resolve(undefined));
    return performance.now();
  };

  /** @returns when the storefront showed it, by `performance.now()` */
  const untilShown = async (quantity: number): Promise<number> => {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const shown = await storefront.shows(SKU);
      if (shown === quantity) return performance.now();
      if (performance.now() > deadline) throw new Error(`${SKU} shows ${shown}, not ${quantity}`);
      await sleep(20);
    }
  };

  it('shows what the shop in London has, and less after each sale', async () => {
    const opening = await inLondon();
    expect(opening).toBeGreaterThan(10);
    await untilShown(opening);
    let left = opening;
    for (const quantity of [3, 1, 2]) {
      const committed = await sell(quantity);
      left -= quantity;
      const shown = await untilShown(left);
      console.log(`from commit to storefront: ${Math.round(shown - committed)} ms`);
    }

    expect(await inLondon()).toBe(opening - 6);
    expect(await storefront.shows(SKU)).toBe(opening - 6);
  });

  it('shows what the till says beside an order of the shop, not less for it', async () => {
    const before = await inLondon();
    await untilShown(before);
    await storefront.buy(SKU, 2);
    expect(await storefront.shows(SKU)).toBe(before - 2);
    await sell(1);
    await untilShown(before - 1);

    expect(await inLondon()).toBe(before - 1);
  });
});
