import type { Policy } from '#config';
import { apply } from '../../apps/cli/src/apply/apply.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';

/** Applies a test's policy on the stack, as the command line would. */
export async function applyOn(
  { kafkaBrokers, connectUrl, fromConnect }: StackEndpoints,
  names: { readonly namespace: string; readonly databaseUrl: string },
  policy: Policy,
): Promise<void> {
  const settings = {
    ...names,
    configFile: 'shelfwire.yaml',
    kafkaBrokers,
    connectKafkaBrokers: fromConnect.kafkaBrokers,
    connectUrl,
    httpHost: '127.0.0.1',
    httpPort: 0,
    logLevel: 'error' as const,
  };
  await apply(settings, policy);
}
