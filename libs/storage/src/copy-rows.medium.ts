import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { copyRows, type CopiedRow } from './copy-rows.js';

describe('copyRows', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'copy');
  });
  afterAll(() => database.drop());

  const copied = async (select: string, settings: Record<string, string> = {}) => {
    const rows: CopiedRow[] = [];
    await copyRows(database.dataSource, select, settings, (row) => rows.push(row));
    return rows;
  };

  it('reads every row of a large result, in order', async () => {
    const rows = await copied("SELECT n, 'é' || n FROM generate_series(1, 50000) AS n");
    expect(rows).toHaveLength(50_000);
    expect(rows.at(-1)).toEqual(['50000', 'é50000']);
  });

  it('gives texts back as they are, and null as null', async () => {
    const text = 'tab\there, line\nthere, \\N and "quotes"';
    const select = "SELECT current_setting('test.text'), NULL, ''";
    expect(await copied(select, { 'test.text': text })).toEqual([[text, null, '']]);
  });

  it('fails as the select does, and leaves the connection as it was', async () => {
    await expect(copied('SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect(await copied('SELECT 1')).toEqual([['1']]);
  });

  it('ends when a row cannot be handled', async () => {
    const refuse = () => {
      throw new Error('not this one');
    };
    const select = 'SELECT generate_series(1, 100000)';
    await expect(copyRows(database.dataSource, select, {}, refuse)).rejects.toThrow('not this one');
    expect(await copied('SELECT 1')).toEqual([['1']]);
  });
});
