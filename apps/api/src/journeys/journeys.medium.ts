import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import { ledgerRow } from '../../../../test/support/stock-rows.js';
import type { Journey, Journeys } from './journey.schema.js';

const AT = Date.parse('2026-01-05T09:00:00.000Z');
const after = (ms: number) => new Date(AT + ms).toISOString();
const ROW = { source: 'pos', table_name: 'item_quantities', row_key: 'item_id=17,location_id=1' };
const line = (number: number, version: number, ms: number) =>
  ledgerRow({
    ...ROW,
    line: number,
    sku: 'A',
    location: 'leeds',
    change: -1,
    contributes: 9 - number,
    version,
    input_offset: number,
    channels: { bazaar: 9 - number, emporium: 4 },
    occurred_at: after(ms),
    recorded_at: after(ms),
    captured_at: number === 1 ? null : after(ms + 100),
    ingested_at: after(ms + 250),
    applied_at: after(ms + 400),
  });
const step = (channel: string, name: string, version: number, quantity: number, ms: number) => ({
  channel,
  sku: 'A',
  at: after(ms),
  step: name,
  version,
  quantity,
  lease_epoch: 1,
});

describe('GET /v1/journeys', () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'journeys');
    const { dataSource } = database;
    await insertRows(dataSource, 'ledger_line', [
      line(1, 7, 0),
      line(2, 8, 10_000),
      line(3, 9, 20_000),
    ]);
    await insertRows(dataSource, 'publication_step', [
      step('bazaar', 'sent', 7, 8, 900),
      step('bazaar', 'applied', 7, 8, 1_300),
      step('bazaar', 'sent', 9, 6, 21_000),
      step('bazaar', 'accepted', 9, 6, 21_500),
      step('bazaar', 'confirmed', 9, 6, 31_500),
      step('emporium', 'unchanged', 9, 4, 20_600),
    ]);
    await insertRows(dataSource, 'stage_progress', [
      {
        stage: 'availability',
        topic: 't',
        partition: 3,
        applied: 4,
        announced: 3,
        updated_at: after(0),
      },
    ]);
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const journeys = async (query: string): Promise<Journey[]> => {
    const { status, body } = await api.get(`/v1/journeys?${query}`);
    expect(status).toBe(200);
    return (body as Journeys).journeys;
  };
  const told = (stages: Journey['stages'] | Journey['channels'][number]['stages']) =>
    stages.map(({ stage, afterSeconds, note }) => `${stage} ${afterSeconds} ${note}`);

  it('tells every stage of the newest change of an item, with what it took', async () => {
    const [newest, ...others] = await journeys('sku=A');
    expect(others).toEqual([]);
    expect(newest).toMatchObject({
      event: 'event-3',
      version: 9,
      moves: [{ location: 'leeds', bucket: 'available_base', change: '-1' }],
    });
    expect(told(newest?.stages ?? [])).toEqual([
      'committed null null',
      'captured 0.1 null',
      'normalised 0.15 null',
      'applied 0.15 null',
      'announced null not noted as announced yet: that is noted with the next batch of its partition',
    ]);
    expect(newest?.channels.map(({ channel, stages }) => [channel, ...told(stages)])).toEqual([
      ['bazaar', 'desired 0 null', 'sent 0.6 6', 'answered 0.5 accepted', 'read_back 10 confirmed'],
      ['emporium', 'desired 0 null', 'sent 0.2 4 was shown already: nothing was sent'],
    ]);
  });

  it('says which version went out in the place of one that was never sent', async () => {
    const [journey] = await journeys('event=event-2');
    const [bazaar] = journey?.channels ?? [];
    expect(told(bazaar?.stages ?? [])[1]).toBe(
      'sent 10.6 6, as version 9, which had taken its place',
    );
  });

  it('finds the changes of a source row, and says what left no moment', async () => {
    const found = await journeys(
      `source=pos&table=item_quantities&row=${encodeURIComponent(ROW.row_key)}&limit=3`,
    );
    expect(found.map(({ event }) => event)).toEqual(['event-3', 'event-2', 'event-1']);
    const [, , oldest] = found;
    expect(told(oldest?.stages ?? [])).toEqual([
      'committed null null',
      'captured null not kept: an older line, or a row that was translated once more from what is stored',
      'normalised 0.25 null',
      'applied 0.15 null',
      'announced null announced; when is not kept',
    ]);
    expect(told(oldest?.channels[0]?.stages ?? []).slice(2)).toEqual([
      'answered 0.4 applied',
      'read_back null applied at once, so nobody looked',
    ]);
  });

  it('reads no table from its beginning to its end', async () => {
    const plan = async (where: string) =>
      JSON.stringify(
        await database.dataSource.query(
          `EXPLAIN (FORMAT JSON) SELECT * FROM ledger_line WHERE ${where}
           ORDER BY applied_at DESC, line DESC LIMIT 4`,
        ),
      );
    await database.dataSource.query('SET enable_seqscan = off');
    const plans = await Promise.all([
      plan(`event_id = 'e' AND kind <> 'recompute'`),
      plan(`row_key = 'k' AND source = 's' AND table_name = 't'`),
      plan(`sku = 'A' AND bucket IS NOT NULL`),
    ]);
    expect(plans.map((text) => /ledger_line_\w+/.exec(text)?.[0])).toEqual([
      'ledger_line_event',
      'ledger_line_row',
      'ledger_line_moment',
    ]);
  });

  it('knows nothing of what it never saw, and refuses to choose between two ways', async () => {
    expect(await journeys('event=nobody')).toEqual([]);
    for (const query of ['', 'sku=A&event=event-1', 'source=pos&table=t', 'sku=A&row=1']) {
      expect(await api.get(`/v1/journeys?${query}`)).toMatchObject({
        status: 400,
        body: { errors: [{ expected: 'either event, or sku, or source with table and row' }] },
      });
    }
  });
});
