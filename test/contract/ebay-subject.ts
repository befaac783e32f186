import { EbayConnector, type ListingRow } from '#channels';
import { afterEach } from 'vitest';
import { EbayMarket } from '../../apps/sandbox/src/ebay/ebay-market.js';
import { EBAY_DEFAULTS, type EbayOptions } from '../../apps/sandbox/src/ebay/ebay-options.js';
import { serveFake, type ServedFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { rowsOf } from './conformance/push-rows.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

const { login } = EBAY_DEFAULTS;

export const endpointAt = ({ url }: Pick<ServedFake, 'url'>) => ({
  seller: 'acme-outlet',
  ...login,
  offerQuantities: true,
  skusPerCall: 25,
  language: 'en-US',
  url,
  tokenUrl: `${url}/identity/v1/oauth2/token`,
});

type Settings = ReturnType<typeof endpointAt>;

export interface EbaySubject extends Subject {
  readonly market: EbayMarket;
  readonly connector: EbayConnector;
}

export async function startEbay(
  { timeoutMs, url }: SubjectOptions,
  options: Partial<EbayOptions> = {},
  settings: Partial<Settings> = {},
): Promise<EbaySubject> {
  const market = new EbayMarket(options);
  const served = await serveFake(market);
  const endpoint = { ...endpointAt(served), ...settings, url: url ?? served.url };
  const connector = new EbayConnector(endpoint, { timeoutMs });
  const credentials = Buffer.from(`${login.clientId}:${login.clientSecret}`).toString('base64');
  return {
    market,
    connector,
    url: served.url,
    secrets: [login.clientSecret, login.refreshToken, credentials, 'v^1.1#'],
    idsOf: (sku) => idsIn(market, sku, endpoint.offerQuantities),
    expireTokens: () => market.expireTokens(),
    tokensAsked: () => market.tokensAsked,
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
}

/** What a list tells of an item. */
function idsIn(market: EbayMarket, sku: string, isRead: boolean): ListingRow['ids'] {
  if (!isRead || !market.shown().has(sku)) return {};
  const { offer } = market.item(sku);
  if (!offer) return {};
  const { availableQuantity, listingId, offerId } = offer;
  return { ...(availableQuantity !== null && { offerId }), listingId };
}

const SKUS = ['CUP-1', 'CUP-2', 'CUP-3'];

/** For the tests of a file: a seller with three listings of 5 units, and a clock that they set. */
export function ebayShop() {
  const closers: (() => Promise<void>)[] = [];
  const shop = {
    nowMs: Date.parse('2026-11-26T00:00:00Z'),
    async open(
      options: Partial<EbayOptions> = {},
      settings: Partial<Settings> = {},
    ): Promise<EbaySubject> {
      const now = () => shop.nowMs;
      const subject = await startEbay({ timeoutMs: 20_000 }, { now, ...options }, settings);
      subject.market.seed(SKUS.map((sku) => ({ sku, quantity: 5 })));
      closers.push(() => subject.close());
      return subject;
    },
  };
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  return shop;
}

/** One row for CUP-1 with something changed. */
export const changedRow = (subject: Subject, changes: Partial<ListingRow>): ListingRow[] =>
  rowsOf(subject, { 'CUP-1': 4 }).map((row) => ({ ...row, ...changes }));
