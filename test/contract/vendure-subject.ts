import { VendureConnector } from '#channels';
import { serveFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { VendureMarket } from '../../apps/sandbox/src/vendure/vendure-market.js';
import {
  VENDURE_DEFAULTS,
  type VendureOptions,
} from '../../apps/sandbox/src/vendure/vendure-options.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

export interface VendureSubject extends Subject {
  readonly market: VendureMarket;
  readonly connector: VendureConnector;
}

export interface VendureSubjectOptions extends SubjectOptions {
  readonly shop?: Partial<VendureOptions>;
  /** what the connector is told, where it is not what the shop has */
  readonly told?: Partial<Pick<VendureOptions, 'apiKey' | 'stockLocationId' | 'channelToken'>>;
}

export const startVendure = async ({
  timeoutMs,
  url,
  shop,
  told,
}: VendureSubjectOptions): Promise<VendureSubject> => {
  const market = new VendureMarket(shop);
  const served = await serveFake(market);
  const { apiKey, stockLocationId, channelToken } = { ...VENDURE_DEFAULTS, ...shop, ...told };
  const endpoint = { url: url ?? served.url, apiKey, stockLocationId, channelToken };
  const connector = new VendureConnector(endpoint, { timeoutMs });
  return {
    market,
    url: served.url,
    connector,
    secrets: [apiKey],
    idsOf: (sku) => (market.shown().has(sku) ? { variantId: market.variant(sku).id } : {}),
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
};
