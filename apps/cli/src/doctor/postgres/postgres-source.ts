import type pg from 'pg';
import type { InspectedSource } from '../installation.js';

/** What a check of a PostgreSQL source works with. */
export interface PostgresSource extends InspectedSource {
  readonly client: pg.Client;
}
