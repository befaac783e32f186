import type pg from 'pg';
import type { AuditedSource } from '../audited-source.js';

/** What a check of a PostgreSQL source works with. */
export interface PostgresSource extends AuditedSource {
  readonly client: pg.Client;
}
