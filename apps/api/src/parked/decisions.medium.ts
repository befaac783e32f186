import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import type { Actions } from '../actions/action.schema.js';
import type { ParkedGroups, ParkedPage } from './parked.schema.js';

const TILL = 'cdc.pos.ospos.item_quantities';
const DEPOT = 'cdc.wms.public.stock_quant';
const hex = (text: string): string => `\\x${Buffer.from(text).toString('hex')}`;

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'decisions');
  const message = (id: number, part: object) => ({
    id,
    stage: 'normalizer',
    topic: TILL,
    partition: 0,
    offset: id,
    key: hex(`{"id":${id}}`),
    value: hex('{"op":'),
    headers: {},
    code: 'json.malformed',
    reason: 'torn',
    parked_at: '2026-03-01T10:00:00Z',
    ...part,
  });
  await insertRows(database.dataSource, 'parked_message', [
    message(1, {}),
    message(2, { code: 'change.no_sku' }),
    message(3, { topic: DEPOT }),
    message(4, { topic: DEPOT, stage: 'availability' }),
    message(5, { topic: DEPOT }),
    message(6, { topic: DEPOT, parked_at: new Date().toISOString() }),
  ]);
  api = await startApi(database.url, shopPolicy());
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const listed = async (query: string): Promise<string[]> =>
  ((await api.get(`/v1/parked?${query}`)).body as ParkedPage).parked.map(({ id }) => id);
const decide = (what: string, body: object) => api.send('POST', `/v1/parked/${what}`, body);
const states = async (): Promise<string> =>
  (
    await database.dataSource.query<{ state: string }[]>(
      'SELECT state FROM parked_message ORDER BY id',
    )
  )
    .map(({ state }) => state)
    .join(' ');

it('browses by source, table, code, key and age, and counts what there is', async () => {
  expect(await listed('source=pos')).toEqual(['2', '1']);
  expect(await listed('table=stock_quant&olderHours=1')).toEqual(['5', '4', '3']);
  expect(await listed('code=change.no_sku')).toEqual(['2']);
  expect(await listed(`key=${encodeURIComponent('"id":4')}`)).toEqual(['4']);
  expect((await api.get('/v1/parked?olderHours=-1')).status).toBe(400);
  const { groups } = (await api.get('/v1/parked/groups')).body as ParkedGroups;
  expect(groups.map(({ topic, code, count }) => [topic, code, count])).toEqual([
    [DEPOT, 'json.malformed', 3],
    [DEPOT, 'json.malformed', 1],
    [TILL, 'change.no_sku', 1],
    [TILL, 'json.malformed', 1],
  ]);
});

it('changes nothing without one choice and a reason', async () => {
  const because = 'a test';
  for (const body of [
    { because },
    { ids: ['1'] },
    { ids: [], because },
    { filter: {}, because },
    { ids: ['1'], all: true, because },
    { all: false, because },
    { ids: ['one'], because },
  ]) {
    expect({ body, status: (await decide('discard', body)).status }).toEqual({ body, status: 400 });
  }
  expect(await states()).toBe('parked parked parked parked parked parked');
});

it('edits a value that is a JSON object, and keeps what came', async () => {
  const edit = (id: string, value: string) =>
    api.send('PUT', `/v1/parked/${id}/value`, { value, because: 'torn in transit' });
  expect((await edit('1', '{"op":')).body).toMatchObject({
    errors: [{ field: 'value', expected: expect.stringContaining('a JSON object') as string }],
  });
  expect((await edit('1', '[1]')).status).toBe(400);
  expect((await edit('99', '{}')).status).toBe(404);
  expect((await edit('1', '{"op":"c"}')).body).toEqual({ decided: 1, ids: ['1'] });
  const { parked } = (await api.get('/v1/parked?source=pos')).body as ParkedPage;
  expect(parked[1]).toMatchObject({
    id: '1',
    value: { text: '{"op":' },
    edited: { text: '{"op":"c"}' },
  });
});

it('redrives one, and by filter only what the normalizer parked; the rest is discarded', async () => {
  const because = 'the pack is mended';
  expect((await decide('redrive', { ids: ['1'], because })).body).toMatchObject({ ids: ['1'] });
  const filter = { source: 'wms', olderHours: 1 };
  const redriven = await decide('redrive', { filter, because, by: 'ann' });
  expect(redriven.body).toEqual({ decided: 2, ids: ['3', '5'] });
  const discarded = await decide('discard', { all: true, because: 'no change of a row' });
  expect(discarded.body).toEqual({ decided: 3, ids: ['2', '4', '6'] });
  expect(await states()).toBe('redriving discarded redriving discarded redriving discarded');
});

it('leaves a row for each message, with who and why', async () => {
  const { actions } = (await api.get('/v1/actions?limit=50')).body as Actions;
  const told = actions
    .filter(({ action, outcome }) => action.startsWith('parked.') && outcome === 'done')
    .map(({ actor, action, subject, reason }) => [actor, action, subject, reason].join('; '));
  expect(told.toReversed()).toEqual([
    'test admin; parked.edit; parked message 1; torn in transit',
    'test admin; parked.redrive; parked message 1; the pack is mended',
    'ann; parked.redrive; parked message 3; the pack is mended',
    'ann; parked.redrive; parked message 5; the pack is mended',
    'test admin; parked.discard; parked message 2; no change of a row',
    'test admin; parked.discard; parked message 4; no change of a row',
    'test admin; parked.discard; parked message 6; no change of a row',
  ]);
  expect(actions[0]?.key?.name).toBe('test admin');
});
