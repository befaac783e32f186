import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { storeItems, TestPublisher, type TestAccount } from '../../../test/support/publisher.js';
import { MarketProcess } from './market-process.js';
import { MARKETS, type Market } from './markets.js';
import type { MarketState } from './market-words.js';
import { Sale } from './sale.js';
import { waitsByLane, type Handed, type LaneWaits, type Wanted } from './waits.js';

const USUAL_PER_SECOND = 2;
const RUSH_PER_SECOND = 20;
const USUAL_S = 10;
const RUSH_S = 60;
const SETTLES_WITHIN_S = 400;
const DAY_MS = 86_400_000;

export interface ChannelResult {
  readonly channel: string;
  readonly market: Market;
  readonly calls: number;
  /** calls beyond a limit, as the marketplace or its answers told */
  readonly refused: number;
  readonly lanes: readonly LaneWaits[];
  /** seconds after the last change until everything was right */
  readonly settledS: number;
}

/** Ten times the usual sales for a minute, half of them of one item, at marketplaces that all throttle. */
export async function runFlashSale(dataSource: DataSource): Promise<readonly ChannelResult[]> {
  const sale = new Sale();
  const before = new Map(sale.quantities);
  const markets = await MarketProcess.start();
  const listings = [...before].map(([sku, quantity]) => ({ sku, quantity }));
  await markets.seed(listings);
  await publishBefore(dataSource, before);
  const handed: Handed[] = [];
  const publisher = new TestPublisher(dataSource, accountsAt(markets.urls, handed));
  try {
    await publisher.publisher.start();
    await sleep(5_000);
    const wanted = await trade(sale, publisher);
    const settled = await untilRight(markets, sale);
    const states = await markets.look();
    return Object.entries(MARKETS).map(([channel, market]) => ({
      channel,
      market,
      ...callsOf(channel, states, publisher),
      lanes: waitsByLane(before, wanted, {
        handed: handed.filter((one) => one.channel === channel),
        published: publisher.published.filter((one) => one.channel === channel),
      }),
      settledS: settled.get(channel) ?? Number.NaN,
    }));
  } finally {
    await publisher.stop();
    await markets.stop();
  }
}

/** Not every marketplace says 429: one answers 200 with an error, one refuses a single row. */
function callsOf(
  channel: string,
  states: Readonly<Record<string, MarketState>>,
  { published, troubles }: TestPublisher,
): Pick<ChannelResult, 'calls' | 'refused'> {
  const { calls, refused } = states[channel] ?? { calls: 0, refused: 0 };
  const told = troubles.filter((text) => text.startsWith(`${channel} throttled`)).length;
  const rows = published.filter((one) => one.channel === channel && one.outcome === 'rejected');
  return { calls, refused: Math.max(refused, told) + rows.length };
}

const accountsAt = (
  urls: Readonly<Record<string, string>>,
  handed: Handed[],
): ReadonlyMap<string, TestAccount> =>
  new Map(
    Object.entries(MARKETS).map(([channel, { connect, limits }]) => {
      const connector = connect(urls[channel] ?? '');
      const push = connector.push.bind(connector);
      connector.push = async (rows, context) => {
        const atMs = Date.now();
        const result = await push(rows, context);
        if (result.kind === 'answered') {
          handed.push(...rows.map(({ sku, version }) => ({ channel, sku, version, atMs })));
        }
        return result;
      };
      const rules = { listEveryMs: DAY_MS };
      return [channel, { connector, limits: limits ?? connector.limits, rules }];
    }),
  );

/** The state before the sale: every channel was told everything. */
async function publishBefore(
  dataSource: DataSource,
  before: ReadonlyMap<string, number>,
): Promise<void> {
  const channels = Object.keys(MARKETS);
  const items = [...before].map(
    ([sku, quantity]) =>
      [sku, Object.fromEntries(channels.map((channel) => [channel, quantity]))] as const,
  );
  await storeItems(dataSource, 1, Object.fromEntries(items));
  await dataSource.query(
    `INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
       acknowledged_version, acknowledged_quantity, acknowledged_at, recorded_at)
     SELECT key, sku, 1, version, value::int, now(), version, value::int, now(), now()
     FROM item, jsonb_each_text(channels)`,
  );
}

async function trade(sale: Sale, publisher: TestPublisher): Promise<readonly Wanted[]> {
  const wanted: Wanted[] = [];
  const channels = Object.keys(MARKETS);
  const sell = async (perSecond: number, seconds: number): Promise<void> => {
    const startedMs = performance.now();
    for (let count = 0; count < perSecond * seconds; count += 1) {
      const { sku, quantity } = sale.next();
      const version = wanted.length + 2;
      wanted.push({ sku, quantity, version, atMs: Date.now() });
      const numbers = Object.fromEntries(channels.map((channel) => [channel, quantity]));
      await publisher.change(version, { [sku]: numbers });
      if (count % (perSecond * 10) === 0) console.log(`${wanted.length} changes …`);
      await sleep(Math.max(0, startedMs + ((count + 1) / perSecond) * 1000 - performance.now()));
    }
  };
  await sell(USUAL_PER_SECOND, USUAL_S);
  await sell(RUSH_PER_SECOND, RUSH_S);
  return wanted;
}

async function untilRight(
  markets: MarketProcess,
  sale: Sale,
): Promise<ReadonlyMap<string, number>> {
  const startedMs = performance.now();
  const settled = new Map<string, number>();
  for (;;) {
    const seconds = (performance.now() - startedMs) / 1000;
    for (const [channel, state] of Object.entries(await markets.look())) {
      if (settled.has(channel) || wrongIn(state, sale) > 0) continue;
      settled.set(channel, seconds);
      console.log(`${channel} shows everything ${seconds.toFixed(1)} s after the last change`);
    }
    // One more look at what was accepted: it has to be known to be shown.
    if (settled.size === Object.keys(MARKETS).length) {
      await sleep(60_000);
      return settled;
    }
    if (seconds > SETTLES_WITHIN_S)
      throw new Error(`right so far: ${[...settled.keys()].join(', ')}`);
    await sleep(1_000);
  }
}

const wrongIn = ({ shown }: MarketState, { quantities }: Sale): number =>
  [...quantities].filter(([sku, quantity]) => shown[sku] !== quantity).length;
