import type { AuditedSource } from './audited-source.js';
import { skipped, type CheckResult } from './finding.js';
import { checkMariadbSource } from './mariadb/check-mariadb-source.js';
import { checkPostgresSource } from './postgres/check-postgres-source.js';

/**
 * Looks at a source database with the capture login: what its connector needs, and what will stop it
 * later. Changes nothing.
 *
 * @throws AreaFailure when the database does not let us in
 */
export function auditSource(source: AuditedSource): Promise<readonly CheckResult[]> {
  switch (source.pack.engine) {
    case 'postgresql':
      return checkPostgresSource(source);
    case 'mariadb':
    case 'mysql':
      return checkMariadbSource(source);
    case 'sqlserver':
      return Promise.resolve([
        skipped('database', 'SQL Server is not looked into; its connector is, see connect'),
      ]);
  }
}
