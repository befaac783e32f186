import type { Connection } from 'mysql2/promise';
import type { AuditedSource } from '../audited-source.js';

/** What a check of a MariaDB or MySQL source works with. */
export interface MariadbSource extends AuditedSource {
  readonly connection: Connection;
}
