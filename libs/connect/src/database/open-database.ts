import type { Engine } from '#mapping';
import { openBinlogDatabase } from './binlog-database.js';
import { openPostgresql } from './postgresql-database.js';
import type { SourceDatabase, SourceLogin } from './source-database.js';

/**
 * @throws RangeError for SQL Server; the driver's own error when the database does not let us in
 */
export async function openDatabase(engine: Engine, login: SourceLogin): Promise<SourceDatabase> {
  switch (engine) {
    case 'mariadb':
    case 'mysql':
      return openBinlogDatabase(login);
    case 'postgresql':
      return openPostgresql(login);
    case 'sqlserver':
      throw new RangeError('a SQL Server database is captured only, it cannot be read from here');
  }
}
