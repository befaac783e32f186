import type { EntityManager } from 'typeorm';

/** Empties tables, append-only ones included, which refuse it to anybody but a superuser without triggers. */
export const emptyTables = (db: Pick<EntityManager, 'query'>, tables: string): Promise<unknown> =>
  db.query(`BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${tables}; COMMIT`);
