import { readExtents, verifyPartition, type LedgerHead } from '#ledger';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { LedgerAttacker } from '../../../../test/support/ledger-attacker.js';
import { appendLine, fillLedger, LINES } from '../../../../test/support/sealed-ledger.js';
import { TAMPERINGS } from '../../../../test/support/tamperings.js';
import { verifyLedger, type PartitionVerdict } from './verify-ledger.js';

describe('verifyLedger', () => {
  let database: TestDatabase;
  let attacker: LedgerAttacker;
  let partitions = 0;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'audit');
    attacker = new LedgerAttacker(database.dataSource);
  });
  afterAll(() => database.drop());

  const newLedger = async (): Promise<number> => {
    partitions += 1;
    await fillLedger(database.dataSource, partitions);
    return partitions;
  };

  const verify = async (
    partition: number,
    anchors: readonly LedgerHead[] = [],
  ): Promise<PartitionVerdict | undefined> => {
    const check = { partition, anchors, onProgress: () => {} };
    const [verdict] = await verifyLedger(database.dataSource, check);
    return verdict;
  };

  const copyHeads = (partition: number, lines: readonly number[]): Promise<LedgerHead[]> =>
    Promise.all(
      lines.map(async (line) => ({
        partition,
        line: BigInt(line),
        hash: await attacker.hashOf(partition, line),
      })),
    );

  it('finds nothing in a ledger that nobody touched, with anchors and without', async () => {
    const partition = await newLedger();
    expect(await verify(partition)).toMatchObject({ lines: LINES, tampering: undefined });
    const anchors = await copyHeads(partition, [1, 5, LINES]);
    expect(await verify(partition, anchors)).toMatchObject({ anchors: 3, tampering: undefined });
  });

  it('looks at the lines of its beginning, while a stage goes on writing', async () => {
    const partition = await newLedger();
    const { manager } = database.dataSource;
    const extents = await readExtents(manager);
    const extent = extents.find((one) => one.partition === partition)!;
    await appendLine(database.dataSource, partition);
    const check = { extent, anchors: [], onLines: () => {} };

    expect(await verifyPartition(manager, check)).toBeUndefined();
    expect(await verify(partition)).toMatchObject({ lines: LINES + 1, tampering: undefined });
  });

  it('seals what the documentation says', async () => {
    const partition = await newLedger();
    const before = await attacker.hashOf(partition, LINES);
    await attacker.reseal(partition, 1, LINES);
    expect(await attacker.hashOf(partition, LINES)).toBe(before);
  });

  it.each(TAMPERINGS)('finds that somebody $done', async ({ tamper, anchored = [], found }) => {
    const partition = await newLedger();
    const anchors = await copyHeads(partition, anchored);
    await tamper(attacker, partition);
    const { kind, line } = (await verify(partition, anchors))?.tampering ?? {};
    expect({ kind, line: Number(line) }).toEqual(found);
  });

  it('seals every column of the table', async () => {
    const columns = (await attacker.columns()).filter((name) => !UNSEALED.has(name));
    const missed: string[] = [];
    for (const column of columns) {
      const partition = await newLedger();
      await attacker.edit(partition, 6, `"${column}" = ${await otherValue(column)}`);
      if (!(await verify(partition))?.tampering) missed.push(column);
    }
    expect(columns).toContain('channels');
    expect(missed).toEqual([]);
  }, 120_000);

  const otherValue = async (column: string): Promise<string> => {
    const [row] = await database.dataSource.query<{ type: string }[]>(
      `SELECT atttypid::regtype::text AS type FROM pg_attribute
       WHERE attrelid = 'ledger_line'::regclass AND attname = $1`,
      [column],
    );
    switch (row?.type) {
      case 'json':
        return `'{"bazaar":99}'`;
      case 'timestamp with time zone':
        return `coalesce("${column}", now()) + interval '1 microsecond'`;
      case 'text':
        return `coalesce("${column}", '') || 'x'`;
      default:
        return `coalesce("${column}", 0) + 1`;
    }
  };
});

/** The key, which the cases of removed and reordered lines change, and the seal itself. */
const UNSEALED = new Set(['partition', 'line', 'previous', 'hash']);
