import { StringDecoder } from 'node:string_decoder';
import pg from 'pg';
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
  const client = new pg.Client(clientOptions(dataSource));
  // a server that dies between two statements is told by the next one, and ends no process
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    for (const [name, value] of Object.entries(settings)) {
      await client.query('SELECT set_config($1, $2, true)', [name, value]);
    }
    const copy = client.query(to(`COPY (${select}) TO STDOUT`));
    await eachLine(copy, (line) => onRow(readCopyLine(line)));
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** A connection of its own: those of the pool send statements ahead, which COPY does not allow. */
function clientOptions({ options }: DataSource): pg.ClientConfig {
  if (options.type !== 'postgres') throw new Error(`a ${options.type} database has no COPY`);
  const { url, applicationName } = options;
  const session = options.extra as { readonly options?: string };
  return { connectionString: url, application_name: applicationName, options: session.options };
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
