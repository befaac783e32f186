import path from 'node:path';
import type { StackEndpoints } from '../stack/stack.js';

/** What tells one installation from another on the same stack. */
export interface Installation {
  /** Shelfwire's own database */
  readonly stateDatabase: string;
  readonly posDatabase: string;
  readonly wmsDatabase: string;
  /** prefix of topics, groups and connectors */
  readonly namespace: string;
  readonly configFile: string;
  /** login that Debezium and the doctor use at both sources */
  readonly capture: { readonly user: string; readonly password: string };
  readonly sandboxUrl: string;
  readonly sandboxTokens: { readonly bazaar: string; readonly emporium: string };
}

/** The variables that Shelfwire's programs and its policy file read. */
export function shelfwireEnvironment(
  endpoints: StackEndpoints,
  installation: Installation,
): Record<string, string> {
  const { mariadb, wmsPostgres, statePostgres, fromConnect } = endpoints;
  const login = `${encodeURIComponent(statePostgres.user)}:${encodeURIComponent(statePostgres.password)}`;
  return {
    SHELFWIRE_CONFIG: installation.configFile,
    SHELFWIRE_NAMESPACE: installation.namespace,
    SHELFWIRE_DATABASE_URL: `postgresql://${login}@${statePostgres.host}:${statePostgres.port}/${installation.stateDatabase}`,
    SHELFWIRE_KAFKA_BROKERS: endpoints.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_URL: endpoints.connectUrl,
    ...source('POS', mariadb, fromConnect.mariadb, installation.posDatabase, installation.capture),
    ...source(
      'WMS',
      wmsPostgres,
      fromConnect.wmsPostgres,
      installation.wmsDatabase,
      installation.capture,
    ),
    SHELFWIRE_POS_SECRETS: path.posix.join(
      fromConnect.secretsDir,
      `${installation.posDatabase}.properties`,
    ),
    SHELFWIRE_WMS_SECRETS: path.posix.join(
      fromConnect.secretsDir,
      `${installation.wmsDatabase}.properties`,
    ),
    SHELFWIRE_SANDBOX_URL: installation.sandboxUrl,
    SHELFWIRE_SANDBOX_BAZAAR_TOKEN: installation.sandboxTokens.bazaar,
    SHELFWIRE_SANDBOX_EMPORIUM_TOKEN: installation.sandboxTokens.emporium,
  };
}

interface Address {
  readonly host: string;
  readonly port: number;
}

const source = (
  name: 'POS' | 'WMS',
  from: Address,
  connect: Address,
  database: string,
  capture: Installation['capture'],
): Record<string, string> => ({
  [`SHELFWIRE_${name}_HOST`]: from.host,
  [`SHELFWIRE_${name}_PORT`]: String(from.port),
  [`SHELFWIRE_${name}_DATABASE`]: database,
  [`SHELFWIRE_${name}_USER`]: capture.user,
  [`SHELFWIRE_${name}_PASSWORD`]: capture.password,
  [`SHELFWIRE_${name}_CAPTURE_HOST`]: connect.host,
  [`SHELFWIRE_${name}_CAPTURE_PORT`]: String(connect.port),
});
