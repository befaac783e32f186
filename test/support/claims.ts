import type { ChannelPolicy, Policy } from '#config';
import type { DataSource } from 'typeorm';
import { startApi, type ApiAnswer, type ApiServer } from './api-server.js';
import { createTestDatabase, type Login, type TestDatabase } from './database.js';
import { emptyTables } from './empty-tables.js';
import { shopPolicy, type SandboxPolicy } from './policies.js';
import { insertRows } from './rows.js';
import { itemRow, positionRow } from './stock-rows.js';

/** The shop's policy with reservations that a test cares about. */
export function claimPolicy(
  bazaar: Partial<ChannelPolicy['reservation']> = {},
  over: Partial<SandboxPolicy> = {},
): Policy {
  const policy = shopPolicy();
  const channel = policy.channels['bazaar'];
  if (channel?.connector !== 'sandbox') throw new Error('the shop has no bazaar');
  const reservation = { ...channel.reservation, ...bazaar };
  return {
    ...policy,
    channels: { ...policy.channels, bazaar: { ...channel, ...over, reservation } },
  };
}

export type Stocked = Readonly<Record<string, Readonly<Record<string, number>>>>;

const SOURCES: Readonly<Record<string, string>> = { leeds: 'pos', depot: 'wms' };

/** Items with stock, as the availability stage leaves them: units by sku and location. */
export async function stockUp(dataSource: DataSource, stocks: Stocked): Promise<void> {
  const places = Object.entries(stocks).flatMap(([sku, at]) =>
    Object.entries(at).map(([location, units]) => ({ sku, location, units })),
  );
  const items = Object.keys(stocks).map((sku) => itemRow({ sku }));
  await insertRows(dataSource, 'item', items);
  await insertRows(
    dataSource,
    'stock_position',
    places.map(({ sku, location, units }) =>
      positionRow({ sku, location, source: SOURCES[location], available_base: units }),
    ),
  );
  await insertRows(
    dataSource,
    'location_stock',
    places.map(({ sku, location, units }) => ({
      partition: 3,
      sku,
      location,
      available_base: units,
      sellable_to: 'all',
      claimed: 0,
    })),
  );
}

/** @throws Error when what claims hold, what their lines say and what has ended do not agree */
export async function checkBooks(dataSource: DataSource): Promise<void> {
  const [wrong] = await dataSource.query<unknown[]>(
    `SELECT * FROM (
       SELECT (SELECT coalesce(sum(claimed), 0) FROM location_stock) AS claimed,
              (SELECT coalesce(sum(quantity - absorbed) FILTER (WHERE held), 0)
               FROM claim_line) AS held,
              count(*) AS made,
              count(*) FILTER (WHERE ended_at IS NOT NULL) AS ended,
              count(*) FILTER (WHERE state IN ('active', 'committed')) AS holding
       FROM claim) AS books
     WHERE claimed <> held OR made <> ended + holding`,
  );
  if (wrong !== undefined) throw new Error(`the books do not agree: ${JSON.stringify(wrong)}`);
}

const TABLES = `item, stock_position, location_stock, contribution, ledger_line, ledger_head, stage_progress,
  claim, claim_line, claim_absorption, claim_exception, claim_outbox, idempotency_record, order_promise`;

/** The API at two processes on one database of its own, and what a channel does with it. */
export class ClaimShop {
  private calls = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly api: ApiServer,
    readonly other: ApiServer,
  ) {}

  static async open(login: Login, policy: Policy): Promise<ClaimShop> {
    const database = await createTestDatabase(login, 'claims');
    const api = await startApi(database.url, policy);
    return new ClaimShop(database, api, await startApi(database.url, policy));
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.other.close();
    await this.database.drop();
  }

  get dataSource(): DataSource {
    return this.database.dataSource;
  }

  /** Nothing but this stock is left. */
  async stock(stocks: Stocked): Promise<void> {
    await emptyTables(this.dataSource, TABLES);
    if (Object.keys(stocks).length > 0) await stockUp(this.dataSource, stocks);
  }

  /** @param at which of the two processes */
  post(route: string, body: object, key = `key-${(this.calls += 1)}`, at = this.api) {
    return at.send('POST', `/v1/${route}`, { channel: 'bazaar', ...body }, key);
  }

  reserve(body: object, key?: string, at?: ApiServer): Promise<ApiAnswer> {
    return this.post('reservations', body, key, at);
  }

  order(id: string, body: object, key?: string, at?: ApiServer): Promise<ApiAnswer> {
    return this.post('orders', { order: { id }, ...body }, key, at);
  }

  preorder(id: string, body: object, at?: ApiServer): Promise<ApiAnswer> {
    return this.post('preorders', { order: { id }, ...body }, undefined, at);
  }

  /** @param body an empty one where the route takes one */
  step(id: string, verb: 'extend' | 'commit', body?: object): Promise<ApiAnswer> {
    return this.api.send('POST', `/v1/reservations/${id}/${verb}`, body);
  }

  release(id: string): Promise<ApiAnswer> {
    return this.api.send('DELETE', `/v1/reservations/${id}`);
  }

  find(id: string): Promise<ApiAnswer> {
    return this.api.get(`/v1/reservations/${id}`);
  }

  expireNow(id: string): Promise<unknown> {
    return this.dataSource.query(
      `UPDATE claim SET expires_at = now() - interval '1 millisecond' WHERE id = $1`,
      [id],
    );
  }

  async claimedAt(sku: string, location: string): Promise<number> {
    const [row] = await this.dataSource.query<{ claimed: string }[]>(
      'SELECT claimed FROM location_stock WHERE sku = $1 AND location = $2',
      [sku, location],
    );
    return Number(row?.claimed);
  }
}

/** One line of a call. */
export const one = (quantity: number, sku = 'A', location?: string) => ({
  lines: [{ sku, quantity, ...(location === undefined ? {} : { location }) }],
});

export const idOf = ({ body }: ApiAnswer): string => (body as { id: string }).id;
