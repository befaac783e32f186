import { suggest, type Policy, type Settings } from '#config';
import { auditedSource, beginEpoch, ConnectClient } from '#connect';
import { createKafka } from '#messaging';
import { createDataSource } from '#storage';
import { CommandError } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';

export interface Begun {
  readonly source: string;
  readonly epoch: number;
}

/**
 * Lets a source be read anew, in a new epoch.
 *
 * @throws CommandError for a source that the policy does not name
 */
export async function resnapshot(
  settings: Settings,
  policy: Policy,
  source: string,
  reason: string,
): Promise<Begun> {
  const known = policy.sources[source];
  if (!known) {
    const hint = suggest(source, Object.keys(policy.sources)) ?? '';
    throw new CommandError(`The policy has no source ${source}. ${hint}`.trim());
  }
  const { namespace } = settings;
  const connect = new ConnectClient(settings.connectUrl);
  const admin = createKafka(settings.kafkaBrokers, 'shelfwire-resnapshot').admin();
  const dataSource = createDataSource(settings.databaseUrl, 'shelfwire resnapshot', 1);
  const tools = { connect, admin, dataSource, namespace };
  try {
    await Promise.all([dataSource.initialize(), admin.connect()]);
    const why = { actor: loginOfCaller(), reason };
    const epoch = await beginEpoch(auditedSource(source, known, settings), tools, why);
    return { source, epoch };
  } finally {
    await admin.disconnect();
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
