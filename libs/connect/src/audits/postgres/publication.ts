import pg from 'pg';
import { tablePlace } from '#mapping';
import { signalTableOf } from '../../backfill/signal-channel.js';
import { failed, ok, type CheckResult } from '../finding.js';
import type { PostgresSource } from './postgres-source.js';
import { qualified } from './tables.js';

/** The publication names the tables whose changes leave the database. */
export async function checkPublication(source: PostgresSource): Promise<CheckResult> {
  const { client, connector, pack } = source;
  const name = connector.config['publication.name'] ?? '';
  const signals = signalTableOf(pack);
  const own = [pack.heartbeat, ...(signals ? [signals.table] : [])];
  const wanted = [...pack.tables.keys(), ...own];
  const expected = 'a publication with every captured table and those of Shelfwire';
  const { rowCount } = await client.query('SELECT FROM pg_publication WHERE pubname = $1', [name]);
  const publication = pg.escapeIdentifier(name);
  if (rowCount === 0) {
    const mend = `CREATE PUBLICATION ${publication} FOR TABLE ${wanted.map(qualified).join(', ')};`;
    return failed('publication', { found: `there is no publication ${name}`, expected, mend });
  }
  const { rows } = await client.query<{ place: string }>(
    `SELECT schemaname || '.' || tablename AS place FROM pg_publication_tables WHERE pubname = $1`,
    [name],
  );
  const published = new Set(rows.map(({ place }) => place));
  const missing = wanted.filter((table) => {
    const { schema, table: own } = tablePlace('postgresql', table);
    return !published.has(`${schema}.${own}`);
  });
  if (missing.length === 0) return ok('publication', `${name} has every captured table`);
  return failed('publication', {
    found: `${name} lacks: ${missing.join(', ')}`,
    expected,
    mend: `ALTER PUBLICATION ${publication} ADD TABLE ${missing.map(qualified).join(', ')};`,
  });
}
