import type { Engine } from './pack.schema.js';

/** Where a table lives in its database; MariaDB and MySQL know no schemas within one. */
export interface TablePlace {
  readonly schema: string | null;
  readonly table: string;
}

const DEFAULT_SCHEMA: Readonly<Record<Engine, string | null>> = {
  mariadb: null,
  mysql: null,
  postgresql: 'public',
  sqlserver: 'dbo',
};

/** @param name as a pack writes it: `table`, or `schema.table` where it is not the engine's usual schema */
export function tablePlace(engine: Engine, name: string): TablePlace {
  const usual = DEFAULT_SCHEMA[engine];
  const dot = name.indexOf('.');
  if (usual === null || dot < 0) return { schema: usual, table: name };
  return { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}
