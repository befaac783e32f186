import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';
import { PreparedClient } from './prepared-client.js';

/** A connection whose transaction hangs this long is ended by the server, so its locks go with it. */
const IDLE_IN_TRANSACTION_MS = 20_000;

/**
 * The connection to Shelfwire's own PostgreSQL.
 *
 * @param applicationName shown in pg_stat_activity
 * @param schema where the tables are, when it is not the login's own
 */
export const createDataSource = (
  url: string,
  applicationName: string,
  poolSize = 8,
  schema?: string,
): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    applicationName,
    synchronize: false,
    migrations: [...MIGRATIONS],
    extra: {
      max: poolSize,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      Client: PreparedClient,
      // statements that do not wait for each other's answers are sent at once
      pipeline: true,
      ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
    },
  });
