import type { DataSource } from 'typeorm';

/** Empties tables, the ledger's included, which refuse it to anybody but a superuser without triggers. */
export const emptyTables = (dataSource: DataSource, tables: string): Promise<unknown> =>
  dataSource.query(
    `BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${tables}; COMMIT`,
  );
