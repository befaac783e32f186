/** The setting of a session that holds its virtual time. */
export const NOW = 'simulation.now';

const SCHEMA = 'virtual_clock';

/** Found before PostgreSQL's own functions of the same names, also by the defaults of columns. */
export const SEARCH_PATH = `public,${SCHEMA},pg_catalog`;

const clock = (name: string): string =>
  `CREATE FUNCTION ${SCHEMA}.${name}() RETURNS timestamptz LANGUAGE sql STABLE
   AS $$ SELECT current_setting('${NOW}')::timestamptz $$;`;

/**
 * Lets the product's own statements read the simulation's clock as the database's. A session that was told no
 * time fails when it asks for it.
 */
export const VIRTUAL_CLOCK = `
  CREATE SCHEMA ${SCHEMA};
  ${clock('now')}
  ${clock('clock_timestamp')}`;
