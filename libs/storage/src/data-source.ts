import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';
import { PreparedClient } from './prepared-client.js';

const MIGRATIONS = [
  Stages1700000000001,
  Normalizer1700000000002,
  Availability1700000000003,
  Publisher1700000000004,
  Alerting1700000000005,
  LedgerChain1700000000006,
  Claims1700000000007,
  LedgerRelations1700000000008,
  History1700000000009,
  StandingSources1700000000010,
  ChainedReferences1700000000011,
  Retention1700000000012,
  Actions1700000000013,
  Parked1700000000014,
  Backfill1700000000015,
  AppliedVersion1700000000016,
  Supervision1700000000017,
  SourceSchemas1700000000018,
  WaitingRows1700000000019,
  DoubtedEpoch1700000000020,
  ChannelListings1700000000021,
  ListingWrites1700000000022,
  AppBudgets1700000000023,
  ToldOffers1700000000024,
  Access1700000000025,
  LocationStaleness1700000000026,
  KpiFacts1700000000031,
  KpiDays1700000000032,
  Operating1700000000034,
  AlertPlaces1700000000035,
  Notifications1700000000036,
  ListingsByItem1700000000037,
] as const;

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
