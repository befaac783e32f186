import type { DemoInstallation, InstalledSource } from '../demo/install.js';
import type { StackEndpoints } from '../stack/stack.js';

/** What tells one installation from another on the same stack. */
export interface Installation {
  /** Shelfwire's own database */
  readonly stateDatabase: string;
  /** prefix of topics, groups and connectors */
  readonly namespace: string;
  readonly configFile: string;
  readonly demo: DemoInstallation;
  readonly sandboxTokens: { readonly bazaar: string; readonly emporium: string };
}

/** The variables that Shelfwire's programs and the demonstration's policy read. */
export function shelfwireEnvironment(
  { statePostgres, kafkaBrokers, connectUrl, fromConnect }: StackEndpoints,
  { stateDatabase, namespace, configFile, demo, sandboxTokens }: Installation,
  sandboxUrl: string,
): Record<string, string> {
  const { host, port, user, password } = statePostgres;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return {
    SHELFWIRE_CONFIG: configFile,
    SHELFWIRE_NAMESPACE: namespace,
    SHELFWIRE_DATABASE_URL: `postgresql://${login}@${host}:${port}/${stateDatabase}`,
    SHELFWIRE_KAFKA_BROKERS: kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_KAFKA_BROKERS: fromConnect.kafkaBrokers.join(','),
    SHELFWIRE_CONNECT_URL: connectUrl,
    ...sourceVariables('POS', demo.pos),
    ...sourceVariables('WMS', demo.wms),
    SHELFWIRE_SANDBOX_URL: sandboxUrl,
    SHELFWIRE_SANDBOX_BAZAAR_TOKEN: sandboxTokens.bazaar,
    SHELFWIRE_SANDBOX_EMPORIUM_TOKEN: sandboxTokens.emporium,
  };
}

const sourceVariables = (
  name: 'POS' | 'WMS',
  { host, port, database, capture }: InstalledSource,
): Record<string, string> => ({
  [`SHELFWIRE_${name}_HOST`]: host,
  [`SHELFWIRE_${name}_PORT`]: String(port),
  [`SHELFWIRE_${name}_DATABASE`]: database,
  [`SHELFWIRE_${name}_USER`]: capture.user,
  [`SHELFWIRE_${name}_PASSWORD`]: capture.password,
  [`SHELFWIRE_${name}_CAPTURE_HOST`]: capture.host,
  [`SHELFWIRE_${name}_CAPTURE_PORT`]: String(capture.port),
  [`SHELFWIRE_${name}_SECRETS`]: capture.secrets,
});
