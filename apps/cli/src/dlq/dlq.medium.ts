import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { insertRows } from '../../../../test/support/rows.js';
import { runProgram, type Ended } from '../../../../test/support/run-program.js';

const hex = (text: string): string => `\\x${Buffer.from(text).toString('hex')}`;

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dlq-'));
  database = await createTestDatabase(inject('stack').statePostgres, 'dlq');
  const parked = { stage: 'normalizer', partition: 0, headers: {}, state: 'parked', attempts: 1 };
  const at = { parked_at: '2026-03-01T10:00:00Z', last_parked_at: '2026-03-01T10:00:00Z' };
  const till = { ...parked, ...at, topic: 'cdc.till.shop.levels', code: 'change.bad_quantity' };
  await insertRows(database.dataSource, 'parked_message', [
    { ...till, id: 1, offset: 1, key: hex('{"id":7}'), value: hex('{"op":"u"}'), reason: 'many' },
    { ...till, id: 2, offset: 2, key: hex('{"id":8}'), value: hex('{'), reason: 'torn' },
    { ...till, id: 3, offset: 3, topic: 'cdc.depot.public.levels', reason: 'torn' },
  ]);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const dlq = (...args: string[]): Promise<Ended> =>
  runProgram('apps/cli/src/main.ts', {
    args: ['dlq', ...args],
    env: {
      SHELFWIRE_DATABASE_URL: database.url,
      SHELFWIRE_KAFKA_BROKERS: '127.0.0.1:1',
      SHELFWIRE_CONNECT_URL: 'http://127.0.0.1:1',
    },
  });
const states = async () =>
  (
    await database.dataSource.query<{ state: string }[]>(
      'SELECT state FROM parked_message ORDER BY id',
    )
  ).map(({ state }) => state);

it('lists what is parked, by source and key, and shows one with what to do', async () => {
  const list = await dlq('ls', '--source', 'till', '--key', '"id":7');
  expect(list.stdout).toMatch(/^1 +parked +change.bad_quantity +cdc.till.shop.levels +\{"id":7\}/m);
  expect(list.stdout).not.toMatch(/^2 /m);
  const shown = await dlq('show', '1');
  expect(shown.stdout).toContain('to do    mend the row in its source');
  expect(shown.stdout).toContain('  "op": "u"');
  expect((await dlq('show', '99')).stderr).toContain('There is no parked message 99');
});

it('changes nothing without a choice, without a reason, or in a dry run', async () => {
  expect((await dlq('discard', '--reason', 'x')).stderr).toContain('Which messages?');
  expect((await dlq('discard', '--all')).stderr).toContain('Say why');
  const dry = await dlq('redrive', '--table', 'levels', '--dry-run', '--json');
  expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, ids: ['1', '2', '3'] });
  expect(await states()).toEqual(['parked', 'parked', 'parked']);
});

it('edits, redrives and discards, and keeps a record of each', async () => {
  const file = join(folder, 'value.json');
  writeFileSync(file, '{"op":"c"}');
  expect((await dlq('edit', '2', '--value', file, '--reason', 'torn in transit')).code).toBe(0);
  expect((await dlq('redrive', '1', '2', '--reason', 'mended')).stdout).toContain('2 are tried');
  expect((await dlq('discard', '--source', 'depot', '--reason', 'a test')).code).toBe(0);
  expect(await states()).toEqual(['redriving', 'redriving', 'discarded']);
  const [edited] = await database.dataSource.query<{ edited_value: Buffer; value: Buffer }[]>(
    'SELECT edited_value, value FROM parked_message WHERE id = 2',
  );
  expect([String(edited?.edited_value), String(edited?.value)]).toEqual(['{"op":"c"}', '{']);
  const actions = await database.dataSource.query<unknown[]>(
    'SELECT action, subject, reason FROM operator_action ORDER BY id',
  );
  expect(actions).toEqual([
    { action: 'parked.edit', subject: 'parked message 2', reason: 'torn in transit' },
    { action: 'parked.redrive', subject: 'parked message 1', reason: 'mended' },
    { action: 'parked.redrive', subject: 'parked message 2', reason: 'mended' },
    { action: 'parked.discard', subject: 'parked message 3', reason: 'a test' },
  ]);
});
