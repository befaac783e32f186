import type { CdcMessage } from '#mapping';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { addWaiting, findWaitingRows, rowOf, takeWaiting } from './waiting.repository.js';

const SOURCE = 'wms';
const ITEM = { awaits: 'item:1', reason: 'item 1 is not known', refs: ['item:1'] };

describe('changes that wait', () => {
  let database: TestDatabase;
  const message = (offset: bigint, key: string | null = '{"id":7}'): CdcMessage => ({
    topic: 'levels',
    partition: 0,
    offset,
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from('{}'),
  });
  const inTransaction = <T>(work: (manager: EntityManager) => Promise<T>) =>
    database.dataSource.transaction(work);
  const letWait = (manager: EntityManager, ...offsets: bigint[]) =>
    addWaiting(
      manager,
      SOURCE,
      offsets.map((offset) => ({ ...ITEM, message: message(offset) })),
    );

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'waiting');
  });
  afterAll(() => database.drop());
  beforeEach(() => database.dataSource.query('TRUNCATE waiting_change'));

  it('are found by their rows, the oldest of each', async () => {
    await inTransaction((manager) => letWait(manager, 5n, 4n, 6n));
    const others = [message(9n, '{"id":8}'), message(9n, null)];
    const found = await inTransaction((manager) =>
      findWaitingRows(manager, [message(9n), ...others]),
    );
    expect([...found]).toEqual([
      [rowOf(message(9n)), expect.objectContaining({ ...ITEM, offset: 4n })],
    ]);
  });

  it('takes out what joins it meanwhile', async () => {
    await inTransaction((manager) => letWait(manager, 4n));
    let taking: ReturnType<typeof takeWaiting> | undefined;
    await inTransaction(async (manager) => {
      await findWaitingRows(manager, [message(5n)]);
      taking = inTransaction((other) => takeWaiting(other, SOURCE, ['item:1']));
      await sleep(200);
      await letWait(manager, 5n);
    });
    expect((await taking)?.map(({ offset }) => offset)).toEqual([4n, 5n]);
  });

  it('lets nobody see what is being taken out', async () => {
    await inTransaction((manager) => letWait(manager, 4n));
    let finding: ReturnType<typeof findWaitingRows> | undefined;
    await inTransaction(async (manager) => {
      await takeWaiting(manager, SOURCE, ['item:1']);
      finding = inTransaction((other) => findWaitingRows(other, [message(5n)]));
      await sleep(200);
    });
    expect(await finding).toEqual(new Map());
  });
});
