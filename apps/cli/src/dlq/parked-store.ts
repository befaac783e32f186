import { createDataSource, parkedCondition, type ParkedFilter } from '#storage';
import type { DataSource } from 'typeorm';

export interface ParkedMessage {
  readonly id: string;
  readonly state: string;
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly edited: Buffer | null;
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly packVersion: string | null;
  readonly parkedAt: Date;
  readonly lastParkedAt: Date;
}

export async function withParked<T>(
  url: string,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await createDataSource(url, 'shelfwire dlq', 1).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Oldest first. */
export function readParked(
  { manager }: Pick<DataSource, 'manager'>,
  filter: ParkedFilter,
  states: readonly string[],
  limit: number,
): Promise<ParkedMessage[]> {
  const { where, values } = parkedCondition(filter);
  return manager.query<ParkedMessage[]>(
    `SELECT id, state, stage, topic, partition, "offset", key, value, edited_value AS edited, code,
            reason, attempts, pack_version AS "packVersion", parked_at AS "parkedAt",
            last_parked_at AS "lastParkedAt"
     FROM parked_message
     WHERE ${where} AND state = ANY ($7::text[]) ORDER BY id LIMIT $8`,
    [...values, states, limit],
  );
}
