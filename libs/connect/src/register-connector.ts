import { isDeepStrictEqual } from 'node:util';
import { ConnectError, type ConnectClient } from './connect-client.js';
import type { RenderedConnector } from './render-connector.js';

export type Registration = 'created' | 'changed' | 'unchanged';

/**
 * Makes Kafka Connect run the connector with exactly this configuration. Idempotent.
 *
 * @throws ConnectError naming every setting that the plugin refuses
 */
export async function registerConnector(
  client: ConnectClient,
  { name, config }: RenderedConnector,
): Promise<Registration> {
  const before = await client.config(name);
  if (before && isDeepStrictEqual(withoutName(before), withoutName(config))) return 'unchanged';
  const refused = await client.validate({ ...config, name });
  if (refused.length > 0) {
    const reasons = refused.map(({ setting, errors }) => `  ${setting}: ${errors.join(' ')}`);
    throw new ConnectError(`The connector ${name} cannot start:\n${reasons.join('\n')}`, 400);
  }
  await client.putConfig(name, config);
  return before ? 'changed' : 'created';
}

const withoutName = (config: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(config).filter(([setting]) => setting !== 'name'));
