import { AmazonConnector, type ListingRow } from '#channels';
import express, { Router, type RequestHandler } from 'express';
import { afterEach } from 'vitest';
import { AmazonMarket } from '../../apps/sandbox/src/amazon/amazon-market.js';
import {
  AMAZON_DEFAULTS,
  type AmazonOptions,
} from '../../apps/sandbox/src/amazon/amazon-options.js';
import { serveFake, type ServedFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { rowsOf } from './conformance/push-rows.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

const { login, marketplaceId, sellerId } = AMAZON_DEFAULTS;

export const endpointAt = ({ url }: Pick<ServedFake, 'url'>) => ({
  region: 'eu' as const,
  url,
  tokenUrl: `${url}/auth/o2/token`,
  sellerId,
  marketplaceId,
  ...login,
  defaultProductType: 'PRODUCT',
  fulfillmentChannel: 'DEFAULT',
});

export interface AmazonSubject extends Subject {
  readonly market: AmazonMarket;
  readonly connector: AmazonConnector;
  readonly exchanges: readonly Exchange[];
}

/** A request and its answer as they went over the wire. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export async function startAmazon(
  { timeoutMs, url }: SubjectOptions,
  options: Partial<AmazonOptions> = {},
): Promise<AmazonSubject> {
  const market = new AmazonMarket(options);
  const exchanges: Exchange[] = [];
  const api = Router()
    .use(['/listings', '/feeds'], express.json())
    .use(recording(market.api, exchanges));
  const served = await serveFake({ api });
  const endpoint = { ...endpointAt(served), url: url ?? served.url };
  const connector = new AmazonConnector(endpoint, { timeoutMs });
  return {
    market,
    connector,
    exchanges,
    url: served.url,
    secrets: [login.clientSecret, login.refreshToken, 'Atza|'],
    idsOf: () => ({ productType: 'LUGGAGE' }),
    expireTokens: () => market.expireTokens(),
    tokensAsked: () => market.tokensAsked,
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
}

/** Bodies are read before the market may refuse a call unread. */
const recording =
  (api: RequestHandler, exchanges: Exchange[]): RequestHandler =>
  (request, response, next) => {
    const send = response.send.bind(response);
    const { method, originalUrl } = request;
    response.send = (answer: unknown) => {
      const url = new URL(originalUrl, 'http://amazon.example');
      const body: unknown = request.body;
      exchanges.push({ method, url, body, status: response.statusCode, answer });
      return send(answer);
    };
    void api(request, response, next);
  };

const SKUS = ['CUP-1', 'CUP-2', 'CUP-3'];

/** For the tests of a file: a seller with three listings of 5 units, and a clock that they set. */
export function amazonShop() {
  const closers: (() => Promise<void>)[] = [];
  const shop = {
    nowMs: Date.parse('2026-11-26T12:00:00Z'),
    async open(options: Partial<AmazonOptions> = {}): Promise<AmazonSubject> {
      const subject = await startAmazon(
        { timeoutMs: 20_000 },
        { now: () => shop.nowMs, ...options },
      );
      subject.market.seed(SKUS.map((sku) => ({ sku, quantity: 5 })));
      closers.push(() => subject.close());
      return subject;
    },
    /** closed after the test */
    alsoClose: (close: () => Promise<void>) => closers.push(close),
  };
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  return shop;
}

/** One row for CUP-1 with something changed. */
export const changedRow = (subject: Subject, changes: Partial<ListingRow>): ListingRow[] =>
  rowsOf(subject, { 'CUP-1': 4 }).map((row) => ({ ...row, ...changes }));
