import { StringDecoder } from 'node:string_decoder';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';
import { readCopyLine } from './copy-text.js';

/** A row's columns as PostgreSQL writes them. */
export type CopiedRow = readonly (string | null)[];

/**
 * Reads a result of any size by COPY, all from one snapshot: rows are handled while the server makes
 * the next ones. COPY takes no parameters: a select asks for a setting by `current_setting`.
 *
 * @param settings values of the transaction, by name
 */
export async function copyRows(
  dataSource: DataSource,
  select: string,
  settings: Readonly<Record<string, string>>,
  onRow: (row: CopiedRow) => void,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.PoolClient;
    await runner.startTransaction('REPEATABLE READ');
    for (const [name, value] of Object.entries(settings)) {
      await runner.query('SELECT set_config($1, $2, true)', [name, value]);
    }
    const copy = client.query(to(`COPY (${select}) TO STDOUT`));
    await eachLine(copy, (line) => onRow(readCopyLine(line)));
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** When a line cannot be handled, the rest is read all the same: the connection must be left clean. */
async function eachLine(
  chunks: AsyncIterable<Buffer>,
  onLine: (line: string) => void,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let failure: Error | undefined;
  for await (const chunk of chunks) {
    if (failure) continue;
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    try {
      lines.forEach(onLine);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
  }
  if (failure) throw failure;
}
