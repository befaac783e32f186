import pg from 'pg';
import { expect, inject, it } from 'vitest';
import type { Login } from '../../../../../test/support/database.js';
import { checkWalLevel } from './replication.js';

async function check(server: Login) {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    return await checkWalLevel({ client });
  } finally {
    await client.end();
  }
}

it('tells a log that carries no rows from one that does', async () => {
  const { wmsPostgres, statePostgres } = inject('stack');
  expect(await check(wmsPostgres)).toMatchObject({ state: 'ok', found: 'logical' });
  expect(await check(statePostgres)).toMatchObject({
    state: 'failed',
    found: 'replica',
    expected: 'logical',
    mend: expect.stringContaining("ALTER SYSTEM SET wal_level = 'logical';") as string,
  });
});
