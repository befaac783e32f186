import { databaseUrl } from './database.js';
import type { CaptureLogin } from './legacy-databases.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';

/** An installation of a test's own: databases and topics that nobody else uses. */
export interface TestInstallation {
  readonly namespace: string;
  readonly stateDatabase: string;
  readonly posDatabase: string;
  readonly wmsDatabase: string;
  readonly login: CaptureLogin;
  /** as the Connect worker sees it */
  readonly secrets: string;
  readonly sandboxUrl: string;
}

/** The variables that `shelfwire.yaml` of the checkout and the programs read. */
export function environmentOf(
  stack: StackEndpoints,
  { login, ...installation }: TestInstallation,
): Record<string, string> {
  const { mariadb, wmsPostgres, fromConnect } = stack;
  return {
    SHELFWIRE_CONFIG: 'shelfwire.yaml',
    SHELFWIRE_NAMESPACE: installation.namespace,
    SHELFWIRE_DATABASE_URL: databaseUrl(stack.statePostgres, installation.stateDatabase),
    SHELFWIRE_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_KAFKA_BROKERS: fromConnect.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_URL: stack.connectUrl,
    SHELFWIRE_POS_HOST: mariadb.host,
    SHELFWIRE_POS_PORT: String(mariadb.port),
    SHELFWIRE_POS_DATABASE: installation.posDatabase,
    SHELFWIRE_POS_USER: login.user,
    SHELFWIRE_POS_PASSWORD: login.password,
    SHELFWIRE_POS_CAPTURE_HOST: fromConnect.mariadb.host,
    SHELFWIRE_POS_CAPTURE_PORT: String(fromConnect.mariadb.port),
    SHELFWIRE_POS_SECRETS: installation.secrets,
    SHELFWIRE_WMS_HOST: wmsPostgres.host,
    SHELFWIRE_WMS_PORT: String(wmsPostgres.port),
    SHELFWIRE_WMS_DATABASE: installation.wmsDatabase,
    SHELFWIRE_WMS_USER: login.user,
    SHELFWIRE_WMS_PASSWORD: login.password,
    SHELFWIRE_WMS_CAPTURE_HOST: fromConnect.wmsPostgres.host,
    SHELFWIRE_WMS_CAPTURE_PORT: String(fromConnect.wmsPostgres.port),
    SHELFWIRE_WMS_SECRETS: installation.secrets,
    SHELFWIRE_SANDBOX_URL: installation.sandboxUrl,
    SHELFWIRE_SANDBOX_BAZAAR_TOKEN: 'bazaar-token',
    SHELFWIRE_SANDBOX_EMPORIUM_TOKEN: 'emporium-token',
  };
}
