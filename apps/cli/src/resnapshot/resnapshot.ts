import { packFolder, suggest, type Policy, type Settings } from '#config';
import { ConnectClient } from '#connect';
import { cdcPrefix } from '#contracts';
import { cdcTopics, loadPack } from '#mapping';
import { createKafka } from '#messaging';
import { createDataSource, recordAction } from '#storage';
import type { DataSource } from 'typeorm';
import { CommandError } from '../command.js';

export interface Begun {
  readonly source: string;
  readonly epoch: number;
}

interface Offset {
  readonly topic: string;
  readonly partition: number;
  readonly from: string;
}

/**
 * Begins a new history of a source: what its connector writes from now on is of the next epoch, and older
 * messages never override it. Run again after a failure, it begins yet another one.
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
  const pack = loadPack(packFolder(known.pack, settings.configFile));
  const topics = [...cdcTopics(pack, source, known.database.name, settings.namespace).keys()];
  const connector = cdcPrefix(source, settings.namespace);
  const connect = new ConnectClient(settings.connectUrl);
  const dataSource = await createDataSource(
    settings.databaseUrl,
    'shelfwire resnapshot',
    1,
  ).initialize();
  try {
    await distrust(dataSource, source, reason);
    await connect.stop(connector);
    const epoch = await beginEpoch(dataSource, source, await endsOf(settings, topics));
    await connect.forgetOffsets(connector);
    await connect.resume(connector);
    await recordAction(dataSource, {
      actor: 'shelfwire resnapshot',
      action: 'source.resnapshot',
      subject: source,
      reason,
      details: { epoch },
    });
    return { source, epoch };
  } finally {
    await dataSource.destroy();
  }
}

const distrust = (dataSource: DataSource, source: string, reason: string): Promise<unknown> =>
  dataSource.query(
    `INSERT INTO source_trust (source, verified, reason) VALUES ($1, false, $2)
     ON CONFLICT (source) DO UPDATE
     SET verified = false, reason = excluded.reason, since = now()`,
    [source, reason],
  );

const beginEpoch = (
  dataSource: DataSource,
  source: string,
  offsets: readonly Offset[],
): Promise<number> =>
  dataSource.transaction(async (manager) => {
    const [[row]] = await manager.query<[[{ epoch: number }], number]>(
      `UPDATE source_trust
       SET epoch = epoch + 1, streaming_since = NULL, read_ends = NULL, announced_ends = NULL
       WHERE source = $1 RETURNING epoch`,
      [source],
    );
    await manager.query(
      `INSERT INTO source_epoch (source, epoch, topic, partition, from_offset)
       SELECT $1, $2, topic, partition, from_offset
       FROM unnest($3::text[], $4::int[], $5::bigint[]) AS given (topic, partition, from_offset)`,
      [
        source,
        row.epoch,
        offsets.map(({ topic }) => topic),
        offsets.map(({ partition }) => partition),
        offsets.map(({ from }) => from),
      ],
    );
    return row.epoch;
  });

async function endsOf(settings: Settings, topics: readonly string[]): Promise<readonly Offset[]> {
  const admin = createKafka(settings.kafkaBrokers, 'shelfwire-resnapshot').admin();
  await admin.connect();
  try {
    const ends: Offset[] = [];
    for (const topic of topics) {
      const offsets = await admin.fetchTopicOffsets(topic);
      ends.push(...offsets.map(({ partition, high }) => ({ topic, partition, from: high })));
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
}
