import { MiraklConnector, type MiraklEndpoint } from '#channels';
import express, { Router, type RequestHandler } from 'express';
import { afterEach } from 'vitest';
import { serveFake, type ServedFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { MiraklMarket } from '../../apps/sandbox/src/mirakl/mirakl-market.js';
import {
  MIRAKL_DEFAULTS,
  type MiraklOptions,
} from '../../apps/sandbox/src/mirakl/mirakl-options.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

const { apiKey } = MIRAKL_DEFAULTS;
const UNHURRIED = { imports: 0, status: 0, reports: 0 };

export const endpointAt = ({ url }: Pick<ServedFake, 'url'>): MiraklEndpoint => ({
  url,
  apiKey,
  shopId: null,
  warehouse: null,
  updateDelete: 'update',
  rowsPerImport: 10_000,
});

export interface MiraklSubject extends Subject {
  readonly market: MiraklMarket;
  readonly connector: MiraklConnector;
  /** bodies of stock imports as they went over the wire */
  readonly forms: readonly string[];
}

export interface MiraklSubjectOptions extends SubjectOptions {
  readonly market?: Partial<MiraklOptions>;
  readonly endpoint?: Partial<MiraklEndpoint>;
}

/** An operator that minds no limits, unless told otherwise. */
export async function startMirakl(options: MiraklSubjectOptions): Promise<MiraklSubject> {
  const { timeoutMs, url } = options;
  const market = new MiraklMarket({ intervals: UNHURRIED, ...options.market });
  const forms: string[] = [];
  const form = express.raw({ type: 'multipart/form-data', limit: '32mb' });
  const served = await serveFake({ api: Router().use(form, keeping(forms), market.api) });
  const endpoint = { ...endpointAt(served), ...options.endpoint, ...(url && { url }) };
  const connector = new MiraklConnector(endpoint, { timeoutMs });
  return {
    market,
    connector,
    forms,
    url: served.url,
    secrets: [apiKey],
    idsOf: () => ({}),
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
}

const keeping =
  (forms: string[]): RequestHandler =>
  ({ body }, _, next) => {
    if (Buffer.isBuffer(body)) forms.push(body.toString('utf8'));
    next();
  };

const SKUS = ['CUP-1', 'CUP-2', 'CUP-3'];

/** For the tests of a file: a shop with three offers of 5 units, and a clock that they set. */
export function miraklShop() {
  const closers: (() => Promise<void>)[] = [];
  const shop = {
    nowMs: Date.parse('2026-11-26T12:00:00Z'),
    async open(
      market: Partial<MiraklOptions> = {},
      endpoint: Partial<MiraklEndpoint> = {},
    ): Promise<MiraklSubject> {
      const now = () => shop.nowMs;
      const subject = await startMirakl({
        timeoutMs: 20_000,
        market: { now, ...market },
        endpoint,
      });
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
