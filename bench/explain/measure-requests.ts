import type { ApiServer } from '../../test/support/api-server.js';
import {
  LASTED_MS,
  skuOf,
  STARTED_MS,
  type WorldSize,
} from '../../test/support/explained-ledger/world.js';
import { percentiles, type Percentiles } from '../support/percentiles.js';
import { randomNumbers } from '../support/random.js';

const REQUESTS = 300;
const WARM_UP = 20;

export interface Measured {
  readonly what: string;
  /** milliseconds, over HTTP, one request after the other */
  readonly taken: Percentiles;
}

/** Explanations of random and of hot items, of now and of past moments. */
export async function measureMoments(api: ApiServer, size: WorldSize): Promise<Measured[]> {
  const random = randomNumbers(7);
  const anyItem = () => skuOf(size.hotItems + Math.floor(random() * (size.items - size.hotItems)));
  const hotItem = () => skuOf(Math.floor(random() * size.hotItems));
  // not before the last of the items has its first line, about
  const past = () =>
    `&at=${new Date(STARTED_MS + LASTED_MS * (0.3 + 0.7 * random())).toISOString()}`;
  const now = () => '';
  return [
    await measure(api, 'random items, now', () => `/v1/explain?sku=${anyItem()}${now()}`),
    await measure(api, 'random items, in the past', () => `/v1/explain?sku=${anyItem()}${past()}`),
    await measure(api, 'hot items, now', () => `/v1/explain?sku=${hotItem()}${now()}`),
    await measure(api, 'hot items, in the past', () => `/v1/explain?sku=${hotItem()}${past()}`),
  ];
}

/** Journeys, by each of the ways to ask for them. */
export async function measureJourneys(api: ApiServer, { lines, items }: WorldSize) {
  const random = randomNumbers(8);
  const item = () => Math.floor(random() * items);
  const row = () => `source=wms&table=stock_quant&row=${encodeURIComponent(`id=${item()}`)}`;
  const event = () => {
    const at = Math.floor(random() * lines);
    return `event=${encodeURIComponent(`pos/ospos_item_quantities/${at}`)}`;
  };
  const journeys = (query: string) => `/v1/journeys?${query}`;
  return [
    await measure(api, 'journey, newest of an item', () => journeys(`sku=${skuOf(item())}`)),
    await measure(api, 'journey, by source row', () => journeys(row())),
    await measure(api, 'journey, by event', () => journeys(event())),
  ];
}

async function measure(api: ApiServer, what: string, path: () => string): Promise<Measured> {
  const times: number[] = [];
  for (let done = 0; done < WARM_UP + REQUESTS; done += 1) {
    const asked = path();
    const begunMs = performance.now();
    const { status, text } = await api.get(asked);
    // an item that had no number yet by a moment is refused, which takes no time: it does not count
    if (status === 404 && text.includes('no_number_yet')) continue;
    if (status !== 200) throw new Error(`${asked} answers ${status}: ${text}`);
    if (done >= WARM_UP) times.push(performance.now() - begunMs);
  }
  const taken = percentiles(times);
  console.log(`${what}: p50 ${taken.p50.toFixed(1)} ms, p95 ${taken.p95.toFixed(1)} ms`);
  return { what, taken };
}
