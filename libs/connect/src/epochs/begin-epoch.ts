import { cdcTopics } from '#mapping';
import { recordAction, type OperatorAction } from '#storage';
import type { Admin } from 'kafkajs';
import type { DataSource, EntityManager } from 'typeorm';
import type { AuditedSource } from '../audits/audited-source.js';
import type { ConnectClient } from '../connect-client.js';

/** What a new epoch is begun with. */
export interface EpochTools {
  readonly connect: ConnectClient;
  readonly admin: Pick<Admin, 'fetchTopicOffsets'>;
  readonly dataSource: DataSource;
  /** prefix of topics */
  readonly namespace: string;
}

interface Offset {
  readonly topic: string;
  readonly partition: number;
  readonly from: string;
}

/** Recorded when a new history is begun, and when its connector reads: one without the other was cut off. */
export const BEGUN = 'source.resnapshot';
export const READING = 'source.resnapshot.reading';

/** Who begins a new history, and why; shown to operators for as long as the source is not verified. */
export type EpochReason = Omit<OperatorAction, 'action' | 'subject'>;

/**
 * Begins a new history of a source: what its connector writes from now on is of the next epoch, and older
 * messages never override it (promise I10). Run again after a failure, it begins yet another one.
 *
 * @param whileStopped what can only be done while the connector reads nothing
 * @returns the new epoch
 */
export async function beginEpoch(
  { id, connector: { name }, pack, policy }: AuditedSource,
  { connect, admin, dataSource, namespace }: EpochTools,
  why: EpochReason,
  whileStopped: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const topics = [...cdcTopics(pack, id, policy.database.name, namespace).keys()];
  await distrustSource(dataSource.manager, id, why.reason);
  await recordAction(dataSource, { ...why, action: BEGUN, subject: id });
  await connect.stop(name);
  await whileStopped();
  const epoch = await nextEpoch(dataSource, id, await endsOf(admin, topics));
  await connect.forgetOffsets(name);
  await connect.resume(name);
  const details = { ...why.details, epoch };
  await recordAction(dataSource, { ...why, details, action: READING, subject: id });
  return epoch;
}

/** Its locations sell nothing from now on, until the snapshot of a later epoch has repaired them. */
export const distrustSource = (
  manager: Pick<EntityManager, 'query'>,
  source: string,
  reason: string,
): Promise<unknown> =>
  manager.query(
    `INSERT INTO source_trust AS trust (source, verified, reason, doubted_in) VALUES ($1, false, $2, 1)
     ON CONFLICT (source) DO UPDATE
     SET verified = false, reason = excluded.reason, doubted_in = trust.epoch,
         since = CASE WHEN trust.verified THEN now() ELSE trust.since END`,
    [source, reason],
  );

const nextEpoch = (
  dataSource: DataSource,
  source: string,
  offsets: readonly Offset[],
): Promise<number> =>
  dataSource.transaction(async (manager) => {
    const [[row]] = await manager.query<[[{ epoch: number }], number]>(
      `UPDATE source_trust
       SET epoch = epoch + 1, verified = false, streaming_since = NULL, read_ends = NULL, announced_ends = NULL
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

async function endsOf(
  admin: EpochTools['admin'],
  topics: readonly string[],
): Promise<readonly Offset[]> {
  const ends: Offset[] = [];
  for (const topic of topics) {
    const offsets = await admin.fetchTopicOffsets(topic);
    ends.push(...offsets.map(({ partition, high }) => ({ topic, partition, from: high })));
  }
  return ends;
}
