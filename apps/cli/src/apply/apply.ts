import { packFolder, type Policy, type Settings } from '#config';
import { ConnectClient, registerConnector, renderConnector, type Registration } from '#connect';
import { loadPack } from '#mapping';
import { createDataSource } from '#storage';
import { applyTopics, planTopics } from './apply-topics.js';

/** What `apply` found to do, and did. */
export interface Applied {
  readonly migrations: readonly string[];
  readonly topics: readonly string[];
  readonly connectors: Readonly<Record<string, Registration>>;
}

/** Brings tables, topics and connectors to what the policy says. Run again, it does nothing. */
export async function apply(settings: Settings, policy: Policy): Promise<Applied> {
  return {
    migrations: await applyMigrations(settings),
    topics: await applyTopics(settings, planTopics(policy, settings)),
    connectors: await applyConnectors(settings, policy),
  };
}

async function applyMigrations({ databaseUrl }: Settings): Promise<readonly string[]> {
  const dataSource = await createDataSource(databaseUrl, 'shelfwire apply', 1).initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: 'all' });
    return done.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

async function applyConnectors(
  { connectUrl, configFile, namespace, kafkaBrokers, connectKafkaBrokers }: Settings,
  { sources }: Policy,
): Promise<Record<string, Registration>> {
  const client = new ConnectClient(connectUrl);
  const registrations: Record<string, Registration> = {};
  for (const [id, policy] of Object.entries(sources)) {
    const pack = loadPack(packFolder(policy.pack, configFile));
    const connector = renderConnector({
      id,
      pack,
      policy,
      namespace,
      kafkaBrokers: connectKafkaBrokers ?? kafkaBrokers,
    });
    registrations[connector.name] = await registerConnector(client, connector);
  }
  return registrations;
}
