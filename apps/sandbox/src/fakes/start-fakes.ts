import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { FAKES, FAKE_SHOPS, type FakeName } from './fake-shops.js';

export interface FakesConfig {
  readonly names: readonly FakeName[];
  /** of the first one of all; each has the one after it, wherever it is asked for; 0: any free port */
  readonly port: number;
  /** what each of them lists, with no units */
  readonly skus: readonly string[];
}

export interface RunningFake extends ServedFake {
  readonly name: FakeName;
  /** what the policy of whoever calls it says under `endpoint` */
  readonly endpoint: Readonly<Record<string, string>>;
}

/** Serves pretend marketplaces on 127.0.0.1. What they were told is forgotten when they end. */
export async function startFakes(config: FakesConfig): Promise<RunningFake[]> {
  const running: RunningFake[] = [];
  try {
    for (const name of config.names) running.push(await startFake(name, config));
  } catch (error) {
    for (const fake of running) await fake.close();
    throw error;
  }
  return running;
}

async function startFake(name: FakeName, { port, skus }: FakesConfig): Promise<RunningFake> {
  const { endpoint, open } = FAKE_SHOPS[name];
  const market = open();
  market.seed(skus.map((sku) => ({ sku, quantity: 0 })));
  const served = await serveFake(market, port === 0 ? 0 : port + FAKES.indexOf(name));
  return { ...served, name, endpoint: endpoint(served.url) };
}
