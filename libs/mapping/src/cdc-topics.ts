import { cdcPrefix } from '#contracts';
import type { Pack } from './load-pack.js';
import { tablePlace } from './table-place.js';

/** Debezium's topic of each captured table, the heartbeat table included: topic → table. */
export function cdcTopics(
  pack: Pack,
  source: string,
  database: string,
  namespace = '',
): ReadonlyMap<string, string> {
  const prefix = cdcPrefix(source, namespace);
  return new Map(
    [...pack.tables.keys(), pack.heartbeat].map((name) => {
      const { schema, table } = tablePlace(pack.engine, name);
      // PostgreSQL's connector reads one database: its topics do not name it
      const path = pack.engine === 'postgresql' ? [schema, table] : [database, schema, table];
      return [[prefix, ...path.filter((part) => part !== null)].join('.'), name];
    }),
  );
}
