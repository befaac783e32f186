import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { fillSale, SKU } from '../../../../test/support/explained-sale.js';
import type { Explain } from './explain.schema.js';

describe('GET /v1/items/:sku/explain', () => {
  let database: TestDatabase;
  let api: ApiServer;

  const explain = async (query = ''): Promise<Explain> => {
    const { status, body } = await api.get(`/v1/items/${encodeURIComponent(SKU)}/explain${query}`);
    expect(status).toBe(200);
    return body as Explain;
  };

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'explain');
    await fillSale(database);
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  it("recomputes a channel's number, term by term, from the source that counts at each location", async () => {
    const [bazaar] = (await explain('?channel=bazaar')).channels;
    expect(bazaar?.formula).toMatchObject({
      text: 'leeds max(0, floor(6 − 2 protect − 1 buffer)) = 3; depot max(0, floor(41.75 − 0 protect − 1 buffer)) = 40; sum 43',
      terms: [
        {
          location: 'leeds',
          availableBase: '6',
          claimed: '0',
          sellable: '6',
          protect: 2,
          buffer: 1,
          units: 3,
        },
        {
          location: 'depot',
          availableBase: '41.75',
          claimed: '0',
          sellable: '41.75',
          protect: 0,
          buffer: 1,
          units: 40,
        },
      ],
      sum: 43,
      cap: null,
      units: 43,
      offer: { status: 'InStock', pickup: [], preorder: null },
    });
    expect(bazaar?.check).toEqual({ stored: 43, recomputed: 43, agrees: true, note: null });
  });

  it('says by how much a source that does not count differs', async () => {
    expect((await explain()).variances).toEqual([
      { location: 'depot', source: 'pos', bucket: 'available_base', by: '957.25' },
    ]);
  });

  it('shows what the channel was told and what it answered', async () => {
    const { channels } = await explain();
    expect(channels).toMatchObject([
      {
        channel: 'bazaar',
        desired: { quantity: 43, version: 8, offer: null },
        sent: { quantity: 43, version: 8, at: '2026-01-05T09:00:01.000Z', offer: null },
        acknowledged: {
          quantity: 49,
          version: 7,
          recordedAt: '2026-01-05T07:59:59.000Z',
          offer: null,
        },
        state: 'unclear',
      },
      { channel: 'emporium', sent: null, acknowledged: null, state: 'pending' },
    ]);
  });

  it('tells what was wanted, sent and acknowledged beside the numbers', async () => {
    const march = { status: 'BackOrder', availableFrom: '2027-03-01' };
    const april = { ...march, availableFrom: '2027-04-01' };
    const { dataSource } = database;
    const stored = { status: 'BackOrder', pickup: [], preorder: { units: 2, ...april } };
    await dataSource.query('UPDATE item SET offers = $1', [JSON.stringify({ bazaar: stored })]);
    await dataSource.query(
      `UPDATE publication SET sent_offer = $1, acknowledged_offer = $2 WHERE channel = 'bazaar'`,
      [april, march],
    );
    const { channels } = await explain();
    await dataSource.query('UPDATE item SET offers = NULL');
    await dataSource.query('UPDATE publication SET sent_offer = NULL, acknowledged_offer = NULL');

    expect(channels).toMatchObject([
      { desired: { offer: april }, sent: { offer: april }, acknowledged: { offer: march } },
      { desired: { offer: null }, sent: null },
    ]);
  });

  it('names the rows that add to the positions now, where their logs have them', async () => {
    const { contributions, contributionsTotal } = await explain();
    expect(contributionsTotal).toBe(2);
    expect(contributions).toMatchObject([
      { location: 'depot', quantity: '41.75', row: { rowKey: '5', position: 'LSN 0/32CB8A0' } },
      {
        location: 'leeds',
        quantity: '6',
        row: { system: 'pos', table: 'item_quantities', rowKey: '17/1' },
      },
    ]);
    expect(contributions[1]?.row.position).toMatch(/^binlog.*0*2:1182\b/);
  });

  it('takes the reason of a plain level from the annotate lines of its transaction', async () => {
    const { ledger, newest } = await explain();
    expect(ledger.map(({ line }) => line)).toEqual(['2', '1']);
    expect(ledger[0]).toMatchObject({
      change: '-6',
      contributes: '6',
      reason: 'sale 536365 line 3',
      op: 'update',
      transaction: '0-10-88',
      cdc: { topic: 'cdc.pos.ospos.item_quantities', partition: 0, offset: '7' },
      recordedAt: '2026-01-05T09:00:00.000Z',
      appliedAt: '2026-01-05T09:00:00.250Z',
    });
    expect(ledger[0]?.causes).toMatchObject([
      { line: null, row: { table: 'inventory' }, facts: { sale_time: '2026-01-05 09:00:00' } },
      { line: '3', row: { table: 'sales_items', rowKey: '536365/3' } },
    ]);
    expect(ledger[1]).toMatchObject({ reason: null, op: 'snapshot', causes: [] });
    expect(newest).toEqual({
      text: 'sale 536365 line 3 changed available_base at leeds by -6',
      line: '2',
    });
  });

  it('says when the stored number comes from another policy', async () => {
    const other = await startApi(database.url, { ...shopPolicy(), policyVersion: 'fff000fff000' });
    const { body } = await other.get(`/v1/items/${encodeURIComponent(SKU)}/explain`);
    await other.close();
    expect((body as Explain).channels[0]?.check.note).toBe(
      'stored under policy abc123abc123, recomputed under fff000fff000, which this process has',
    );
  });

  it('refuses an unknown item or channel, with the nearest name', async () => {
    expect(await api.get('/v1/items/85123B%20%2F%20red/explain')).toMatchObject({
      status: 404,
      type: 'application/problem+json',
      body: { type: 'urn:shelfwire:problem:unknown_item', suggestion: SKU },
    });
    expect(
      await api.get(`/v1/items/${encodeURIComponent(SKU)}/explain?channel=bazar`),
    ).toMatchObject({ status: 404, body: { suggestion: 'bazaar' } });
  });
});
