import { packFolder, type Settings, type SourcePolicy } from '#config';
import { loadPack, type Pack } from '#mapping';
import { renderConnector, type RenderedConnector } from '../render-connector.js';

/** A source of the policy with its pack, and its connector as `apply` makes it. */
export interface AuditedSource {
  readonly id: string;
  readonly policy: SourcePolicy;
  readonly pack: Pack;
  readonly connector: RenderedConnector;
}

/** @throws ConfigError for a pack that cannot be used */
export function auditedSource(
  id: string,
  policy: SourcePolicy,
  {
    configFile,
    namespace,
    kafkaBrokers,
    connectKafkaBrokers,
  }: Pick<Settings, 'configFile' | 'namespace' | 'kafkaBrokers' | 'connectKafkaBrokers'>,
): AuditedSource {
  const pack = loadPack(packFolder(policy.pack, configFile));
  const connector = renderConnector({
    id,
    pack,
    policy,
    namespace,
    kafkaBrokers: connectKafkaBrokers ?? kafkaBrokers,
  });
  return { id, policy, pack, connector };
}
