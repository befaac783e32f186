import { packFolder, type Policy, type Settings } from '#config';
import { renderConnector, type RenderedConnector } from '#connect';
import { loadPack } from '#mapping';

/** The connector of each source: source → connector. */
export function renderConnectors(
  { configFile, namespace, kafkaBrokers, connectKafkaBrokers }: Settings,
  { sources }: Policy,
): ReadonlyMap<string, RenderedConnector> {
  return new Map(
    Object.entries(sources).map(([id, policy]) => {
      const pack = loadPack(packFolder(policy.pack, configFile));
      const brokers = connectKafkaBrokers ?? kafkaBrokers;
      return [id, renderConnector({ id, pack, policy, namespace, kafkaBrokers: brokers })];
    }),
  );
}
