import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ConnectError, type ConnectClient } from './connect-client.js';
import type { RenderedConnector } from './render-connector.js';

export type Registration = 'created' | 'changed' | 'unchanged';

const SETTLE_TRIES = 60;

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
  await putWhenSettled(client, name, config);
  return before ? 'changed' : 'created';
}

/** The worker answers 409 while its group rebalances. */
async function putWhenSettled(
  client: ConnectClient,
  name: string,
  config: RenderedConnector['config'],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.putConfig(name, config);
    } catch (error) {
      const rebalancing = error instanceof ConnectError && error.statusCode === 409;
      if (!rebalancing || attempt === SETTLE_TRIES) throw error;
      await sleep(500);
    }
  }
}

const withoutName = (config: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(config).filter(([setting]) => setting !== 'name'));
