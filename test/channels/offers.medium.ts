import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { startAmazon, type AmazonSubject } from '../contract/amazon-subject.js';
import { startReceiver, type WebhookSubject } from '../contract/webhook-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { LateMarket } from '../support/late-market.js';
import { OfferedItems, type Said } from '../support/offered-items.js';
import { TestPublisher } from '../support/publisher.js';

const WAIT = { timeout: 30_000, interval: 50 };
/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 3_500;
const LOOK_AFTER_MS = 60_000;
const SKU = 'CUP-1';

const ahead = (availableFrom: string): Said => ({
  status: 'BackOrder',
  pickup: [],
  preorder: { units: 5, availableFrom },
});
const MARCH = ahead('2027-03-01');
const APRIL = ahead('2027-04-01');
const IN_STOCK: Said = { status: 'InStock', pickup: [], preorder: null };

let database: TestDatabase;
let amazon: AmazonSubject;
let receiver: WebhookSubject;
/** shows numbers only */
let plain: LateMarket;
let running: TestPublisher;
let items: OfferedItems;
/** milliseconds that the calls' clock is ahead */
let later = 0;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'offers');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query('TRUNCATE item, publication, channel_lease, channel_control');
  later = 0;
  amazon = await startAmazon({ timeoutMs: TIMEOUT_MS }, { applyAfterMs: 0 });
  receiver = await startReceiver({ timeoutMs: TIMEOUT_MS });
  plain = new LateMarket(false);
  const seeds = [SKU, 'CUP-2'].map((sku) => ({ sku, quantity: 5 }));
  amazon.market.seed(seeds);
  receiver.market.seed(seeds);
  await start();
});
afterEach(async () => {
  await running.publisher.stop();
  await Promise.all([amazon.close(), receiver.close()]);
});

const start = async () => {
  const channels = { amazon: amazon.connector, shop: receiver.connector, plain };
  const accounts = Object.entries(channels).map(
    ([channel, connector]) => [channel, { connector, limits: connector.limits }] as const,
  );
  const now = () => performance.now() + later;
  running = new TestPublisher(database.dataSource, new Map(accounts), { now });
  items = new OfferedItems(running, Object.keys(channels));
  await running.publisher.start();
};

/** What Amazon shows of the listing, and what the receiver was told of it last. */
const untilShown = (sku: string, quantity: number, from?: string) =>
  vi.waitFor(() => {
    expect(amazon.market.availabilityOf(sku)).toEqual([
      {
        fulfillment_channel_code: 'DEFAULT',
        quantity,
        ...(from !== undefined && { restock_date: from }),
      },
    ]);
    expect(told(sku).at(-1)).toMatchObject({
      quantity,
      availability: from === undefined ? 'InStock' : 'BackOrder',
      availableFrom: from ?? null,
    });
    expect(plain.writes.filter((write) => write.sku === sku).at(-1)?.quantity).toBe(quantity);
  }, WAIT);
interface Event {
  readonly data: { readonly rows: readonly { readonly sku: string }[] };
}
const told = (sku: string) =>
  receiver.delivered
    .flatMap(({ body }) => (JSON.parse(body) as Event).data.rows)
    .filter((row) => row.sku === sku);
const patches = (sku: string) =>
  amazon.exchanges.filter(({ method, url }) => method === 'PATCH' && url.pathname.endsWith(sku));
/** Writes of the listing at Amazon, the receiver and the market that shows numbers only. */
const writes = (sku: string) => [
  patches(sku).length,
  told(sku).length,
  plain.writes.filter((write) => write.sku === sku).length,
];

interface Row {
  readonly channel: string;
  readonly sent: object | null;
  readonly acknowledged: object | null;
}
/** What everybody is known to show, once every look has been taken. */
const untilAcknowledged = (version: number): Promise<Row[]> =>
  vi.waitFor(async () => {
    plain.writes.forEach((_, at) => plain.land(at));
    later += LOOK_AFTER_MS;
    const rows = await database.dataSource.query<Row[]>(
      `SELECT channel, sent_offer AS sent, acknowledged_offer AS acknowledged FROM publication
       WHERE sku = $1 AND acknowledged_version = $2 ORDER BY channel`,
      [SKU, version],
    );
    expect(rows).toHaveLength(3);
    return rows;
  }, WAIT);

it('tells from when on an item is there, another date, and that it is in stock again', async () => {
  await items.show(SKU, { version: 1, quantity: 0, said: MARCH });
  await untilShown(SKU, 0, '2027-03-01');
  const first = await untilAcknowledged(1);
  await items.show(SKU, { version: 2, quantity: 0, said: APRIL });
  await untilShown(SKU, 0, '2027-04-01');
  await untilAcknowledged(2);
  await items.show(SKU, { version: 3, quantity: 4, said: IN_STOCK });
  await untilShown(SKU, 4);
  const last = await untilAcknowledged(3);

  const march = { status: 'BackOrder', availableFrom: '2027-03-01' };
  expect(first).toEqual([
    { channel: 'amazon', sent: march, acknowledged: march },
    { channel: 'plain', sent: null, acknowledged: null },
    { channel: 'shop', sent: march, acknowledged: march },
  ]);
  expect(last.map(({ sent, acknowledged }) => [sent, acknowledged])).toEqual(
    Array(3).fill([null, null]),
  );
  expect(writes(SKU)).toEqual([3, 3, 2]);
});

it('reads an offer that was never announced, and sends nothing for one that is the same', async () => {
  await items.show(SKU, { version: 1, quantity: 0, said: MARCH });
  await untilShown(SKU, 0, '2027-03-01');
  await untilAcknowledged(1);
  await items.store(SKU, { version: 2, quantity: 0, said: MARCH });
  await running.publisher.catchUp();
  await untilAcknowledged(2);

  expect(writes(SKU)).toEqual([1, 1, 1]);
});

it('sends nothing again after a restart, and goes on from what was acknowledged', async () => {
  await items.show(SKU, { version: 1, quantity: 0, said: MARCH });
  await untilShown(SKU, 0, '2027-03-01');
  await untilAcknowledged(1);
  await running.publisher.stop();
  await start();
  await items.show('CUP-2', { version: 1, quantity: 3, said: IN_STOCK });
  await untilShown('CUP-2', 3);
  const afterwards = writes(SKU);
  await items.show(SKU, { version: 2, quantity: 4, said: IN_STOCK });
  await untilShown(SKU, 4);

  expect(afterwards).toEqual([1, 1, 1]);
});

it('sends an offer again whose write was never answered, though its number is there', async () => {
  await items.show(SKU, { version: 1, quantity: 0, said: IN_STOCK });
  await untilAcknowledged(1);
  amazon.market.faults.order('half_open');
  await items.show(SKU, { version: 2, quantity: 0, said: MARCH });
  await untilShown(SKU, 0, '2027-03-01');
  await untilAcknowledged(2);

  expect(running.troubles).toContainEqual(expect.stringMatching(/^amazon unknown /));
});

it('tells what items offer that were told their number by a publisher without offers', async () => {
  await running.publisher.stop();
  await items.store(SKU, { version: 5, quantity: 0, said: MARCH });
  for (const channel of ['amazon', 'shop', 'plain']) {
    await database.dataSource.query(
      `INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
         acknowledged_version, acknowledged_quantity, acknowledged_at, recorded_at)
       VALUES ($1, $2, 1, 5, 0, now(), 5, 0, now(), now())`,
      [channel, SKU],
    );
  }
  await start();
  await vi.waitFor(() => {
    expect(amazon.market.availabilityOf(SKU)).toMatchObject([{ restock_date: '2027-03-01' }]);
    expect(told(SKU)).toMatchObject([{ availableFrom: '2027-03-01', version: 5 }]);
  }, WAIT);
  await untilAcknowledged(5);

  expect(writes(SKU)).toEqual([1, 1, 0]);
});
