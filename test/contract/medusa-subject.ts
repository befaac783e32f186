import { MedusaConnector, type MedusaEndpoint } from '#channels';
import { afterEach } from 'vitest';
import { serveFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { MedusaMarket } from '../../apps/sandbox/src/medusa/medusa-market.js';
import {
  MEDUSA_DEFAULTS,
  type MedusaOptions,
} from '../../apps/sandbox/src/medusa/medusa-options.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

const { apiKey, locationId } = MEDUSA_DEFAULTS;

export interface MedusaSubject extends Subject {
  readonly market: MedusaMarket;
  readonly connector: MedusaConnector;
}

export async function startMedusa(
  { timeoutMs, url }: SubjectOptions,
  options: Partial<MedusaOptions> = {},
  settings: Partial<MedusaEndpoint> = {},
): Promise<MedusaSubject> {
  const market = new MedusaMarket(options);
  const served = await serveFake(market);
  const endpoint = { apiKey, locationId, url: url ?? served.url, ...settings };
  const connector = new MedusaConnector(endpoint, { timeoutMs });
  return {
    market,
    connector,
    url: served.url,
    secrets: [apiKey, Buffer.from(`${apiKey}:`).toString('base64')],
    idsOf: (sku) => (market.shown().has(sku) ? { inventoryItemId: market.item(sku).id } : {}),
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
}

const SKUS = ['CUP-1', 'CUP-2', 'CUP-3'];

/** For the tests of a file: a shop with three listings of 5 units. */
export function medusaShop() {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  return {
    async open(
      options: Partial<MedusaOptions> = {},
      settings: Partial<MedusaEndpoint> = {},
    ): Promise<MedusaSubject> {
      const subject = await startMedusa({ timeoutMs: 20_000 }, options, settings);
      subject.market.seed(SKUS.map((sku) => ({ sku, quantity: 5 })));
      closers.push(() => subject.close());
      return subject;
    },
  };
}
