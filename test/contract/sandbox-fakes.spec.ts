import { createConnector, type ChannelConnector } from '#channels';
import { loadPolicy } from '#config';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FAKES, type FakeName } from '../../apps/sandbox/src/fakes/fake-shops.js';
import { shopPolicy } from '../support/policies.js';
import { SandboxProcess } from '../support/sandbox.js';
import { contextOf, outcomesOf } from './conformance/push-rows.js';

const README = 'apps/sandbox/README.md';
const START_MS = 90_000;

type Endpoint = Readonly<Record<string, string>>;

describe('the sandbox as a program, with the other pretend marketplaces', () => {
  let folder: string;
  let sandbox: SandboxProcess;
  const printed = new Map<string, Endpoint>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fakes-'));
    const fakes = { fakes: FAKES.join(), 'fakes-port': 0, 'fakes-skus': 'CUP-1,CUP-2' };
    sandbox = await SandboxProcess.start(folder, fakes);
    for (const line of sandbox.said) {
      const [, name, endpoint] = /^sandbox: (\w+) with endpoint (\{.*\})$/.exec(line) ?? [];
      if (name && endpoint) printed.set(name, JSON.parse(endpoint) as Endpoint);
    }
  }, START_MS);
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  /** A connector by a policy that says what the program has printed. */
  const connect = (name: FakeName): ChannelConnector => {
    const file = join(folder, `${name}.yaml`);
    const { policyVersion: _, ...policy } = shopPolicy();
    const shop = { connector: name, endpoint: printed.get(name), pool: ['leeds'] };
    writeFileSync(file, JSON.stringify({ ...policy, channels: { shop } }));
    return createConnector(loadPolicy(file, {}).channels['shop']!);
  };

  it.each(FAKES)('serves a %s that a connector lists and writes to', async (name) => {
    const connector = connect(name);
    const listed = await connector.list(null, contextOf('reconcile'));
    const listings = listed.kind === 'page' ? listed.listings : [];
    const rows = listings.slice(0, 1).map(({ ids, sku }) => ({
      sku,
      ids,
      quantity: 7,
      version: 1,
      shown: 0,
      leadTimeDays: null,
      offer: null,
    }));
    const pushed = await connector.push(rows, contextOf());
    await connector.close();

    expect(listings.map(({ quantity, sku }) => [sku, quantity])).toEqual([
      ['CUP-1', 0],
      ['CUP-2', 0],
    ]);
    expect(outcomesOf(pushed)).toEqual([
      connector.capabilities.applies === 'at_once' ? 'applied' : 'accepted',
    ]);
  });

  it('is what its README shows', () => {
    const [, snippet = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(README, 'utf8')) ?? [];
    const { channels } = parse(snippet) as { channels: { acme: { endpoint: Endpoint } } };

    expect(channels.acme.endpoint).toEqual({
      ...printed.get('shopify'),
      url: `http://127.0.0.1:${7481 + FAKES.indexOf('shopify')}`,
    });
  });

  it('ends, and says why, when a port is taken', async () => {
    const taken = Number(new URL(printed.get('amazon')?.['url'] ?? '').port);
    const fakes = { fakes: 'amazon', 'fakes-port': taken };

    await expect(SandboxProcess.start(folder, fakes)).rejects.toThrow('did not listen');
  });
});
