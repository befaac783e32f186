import { cdcPrefix } from '#contracts';
import type { Pack } from './load-pack.js';

/**
 * Debezium's topic of each captured table, the heartbeat table included: topic → table.
 *
 * @param database the source database's name; PostgreSQL topics carry the schema `public` instead
 */
export function cdcTopics(
  pack: Pack,
  source: string,
  database: string,
  namespace = '',
): ReadonlyMap<string, string> {
  const space = pack.engine === 'postgresql' ? 'public' : database;
  const tables = [...pack.tables.keys(), pack.heartbeat];
  return new Map(
    tables.map((table) => [`${cdcPrefix(source, namespace)}.${space}.${table}`, table]),
  );
}
