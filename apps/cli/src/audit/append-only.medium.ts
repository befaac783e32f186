import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DataSource } from 'typeorm';
import {
  createOwnedDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../../../../test/support/database.js';
import { fillLedger, LINES } from '../../../../test/support/sealed-ledger.js';
import { verifyLedger } from './verify-ledger.js';

const stack = inject('stack');

describe("the ledger, for the application's own role", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createOwnedDatabase(stack.statePostgres, 'append_only');
    await fillLedger(database.dataSource, 1);
  });
  afterAll(() => database.drop());

  it('is no superuser, and owns the tables', async () => {
    const [role] = await database.dataSource.query<unknown[]>(
      `SELECT rolsuper, (SELECT relowner = r.oid FROM pg_class WHERE relname = 'ledger_line') AS owner
       FROM pg_roles AS r WHERE rolname = current_user`,
    );
    expect(role).toEqual({ rolsuper: false, owner: true });
  });

  it.each([
    [`UPDATE ledger_line SET change = 0 WHERE line = 5`, 'UPDATE on ledger_line'],
    [`UPDATE ledger_line SET change = 0 WHERE false`, 'UPDATE on ledger_line'],
    [`DELETE FROM ledger_line WHERE line = ${LINES}`, 'DELETE on ledger_line'],
    [`TRUNCATE ledger_line`, 'TRUNCATE on ledger_line'],
    [`TRUNCATE ledger_line, item CASCADE`, 'TRUNCATE on ledger_line'],
    [
      `INSERT INTO ledger_line SELECT * FROM ledger_line WHERE line = 5
       ON CONFLICT (partition, line) DO UPDATE SET change = 0`,
      'UPDATE on ledger_line',
    ],
    [`DELETE FROM ledger_head`, 'DELETE on ledger_head'],
    [`TRUNCATE ledger_head`, 'TRUNCATE on ledger_head'],
  ])('%s is refused', async (statement, what) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow(
      `the ledger is append-only: ${what} is refused`,
    );
  });

  it.each([
    [`UPDATE ledger_head SET line = line - 1`],
    [`UPDATE ledger_head SET hash = sha256(hash)`],
    [`UPDATE ledger_head SET partition = 2, line = line + 1`],
  ])('%s is refused: the head only moves forward', async (statement) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow(
      'the head of ledger partition 1 only moves forward',
    );
  });

  it('cannot be had without its triggers', async () => {
    await expect(
      database.dataSource.query(`SET session_replication_role = replica`),
    ).rejects.toThrow('permission denied');
  });

  it('is as it was after all that', async () => {
    expect(await verdictOf(database.dataSource)).toMatchObject([
      { lines: LINES, tampering: undefined },
    ]);
  });
});

describe('a ledger that is older than its chain', () => {
  it('is sealed by the migration, and goes on from there', async () => {
    const database = await createTestDatabase(stack.statePostgres, 'older_ledger');
    const { dataSource } = database;
    await fillLedger(dataSource, 1);
    await fillLedger(dataSource, 2);
    const before = await dataSource.query<unknown[]>(NEWEST);
    await undoUntil(dataSource, 'LedgerChain1700000000006');
    await dataSource.runMigrations();

    const verdicts = await verdictOf(dataSource);
    expect(verdicts.map(({ lines, tampering }) => ({ lines, tampering }))).toEqual([
      { lines: LINES, tampering: undefined },
      { lines: LINES, tampering: undefined },
    ]);
    expect(await dataSource.query<unknown[]>(NEWEST)).toEqual(before);
    await database.drop();
  });

  const NEWEST = `SELECT line, event_id, change, version FROM ledger_line ORDER BY partition, line`;

  async function undoUntil(dataSource: DataSource, migration: string): Promise<void> {
    const known = async () =>
      (await dataSource.query<{ name: string }[]>(`SELECT name FROM migrations`)).map(
        ({ name }) => name,
      );
    while ((await known()).includes(migration)) await dataSource.undoLastMigration();
  }
});

const verdictOf = (dataSource: DataSource) =>
  verifyLedger(dataSource, { anchors: [], onProgress: () => {} });
