import { SandboxConnector } from '#channels';
import express, { type RequestHandler } from 'express';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { breakAnswers } from '../../apps/sandbox/src/fake/break-answers.js';
import { FakeFaults } from '../../apps/sandbox/src/fake/fake-fault.js';
import { serveFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { FaultSwitches } from '../../apps/sandbox/src/faults/fault-switches.js';
import type { Account } from '../../apps/sandbox/src/market/account.js';
import { Marketplace } from '../../apps/sandbox/src/market/marketplace.js';
import { readSandboxConfig, type AccountName } from '../../apps/sandbox/src/sandbox.config.js';
import { startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import type { BehindChannel, StartSubject } from './conformance/subject.js';

const ROWS_PER_CALL = 50;
/** Faults that the sandbox has itself. */
const OWN = ['throttle', 'fail', 'slow', 'lose_answer'] as const;

/** One account of the sandbox, as wide as it can be: what it refuses, a fault has asked for. */
export const startAccount =
  (account: AccountName): StartSubject =>
  async ({ timeoutMs, url }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'shelfwire-sandbox-'));
    const limits = [`--${account}-capacity=1000000`, `--${account}-refill-per-second=1000000`];
    const config = readSandboxConfig(['--port=0', `--data-dir=${dataDir}`, ...limits], {});
    const { app } = await startSandbox(config);
    const shop = app.get(Marketplace).account(account);
    if (!shop) throw new Error(`the sandbox has no account ${account}`);
    const market = behind(shop);
    const api = express();
    api.use(breaking(account, market.faults, app.get(FaultSwitches)));
    api.use(app.getHttpAdapter().getInstance());
    const served = await serveFake({ api });
    const { token } = shop.config;
    const endpoint = { url: url ?? served.url, account, token };
    const connector = new SandboxConnector(endpoint, ROWS_PER_CALL, timeoutMs);
    return {
      market,
      connector,
      url: served.url,
      secrets: [token],
      idsOf: () => ({}),
      close: async () => {
        await connector.close();
        await served.close();
        await app.close();
        await rm(dataDir, { recursive: true });
      },
    };
  };

function behind({ catalog }: Account): BehindChannel {
  const set = (sku: string, quantity: number) =>
    catalog.set({ sku, quantity, updatedAt: new Date().toISOString() });
  return {
    faults: new FakeFaults(),
    seed: (listings) => listings.forEach(({ sku, quantity }) => set(sku, quantity)),
    edit: set,
    shown: () =>
      new Map(catalog.page('', Infinity).map(({ sku, quantity }) => [sku, quantity] as const)),
    settle: () => undefined,
  };
}

/** What the sandbox does wrong by itself is left to it; the rest happens between it and its caller. */
function breaking(
  account: AccountName,
  faults: FakeFaults,
  switches: FaultSwitches,
): RequestHandler {
  const own: RequestHandler = (_request, _response, next) => {
    const fault = faults.take(...OWN);
    if (fault) switches.set({ account, ...fault } as Parameters<FaultSwitches['set']>[0]);
    next();
  };
  const pretend: RequestHandler = async (request, response, next) => {
    if (faults.take('refuse_token')) delete request.headers.authorization;
    if (!faults.take('never_apply')) return next();
    const { items } = JSON.parse(await text(request)) as { items: readonly { sku: string }[] };
    response.json({ results: items.map(({ sku }) => ({ sku, status: 'accepted' })) });
  };
  const untold = () => {
    throw new Error('the sandbox refuses by itself');
  };
  return express()
    .use(own)
    .use(breakAnswers(faults, { throttled: untold, failed: untold }))
    .use(pretend);
}
