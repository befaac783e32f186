import { createDataSource, recordAction } from '#storage';
import type { DataSource } from 'typeorm';
import { loginOfCaller } from '../plan/applied-version.js';
import { conditionOf, type ParkedFilter } from './parked-filter.js';

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
  const { where, values } = conditionOf(filter);
  return manager.query<ParkedMessage[]>(
    `SELECT id, state, stage, topic, partition, "offset", key, value, edited_value AS edited, code,
            reason, attempts, pack_version AS "packVersion", parked_at AS "parkedAt",
            last_parked_at AS "lastParkedAt"
     FROM parked_message
     WHERE ${where} AND state = ANY ($7::text[]) ORDER BY id LIMIT $8`,
    [...values, states, limit],
  );
}

/** A change of messages that are parked, and why. */
export interface Decision {
  readonly action: 'parked.redrive' | 'parked.discard' | 'parked.edit';
  readonly reason: string;
  /** what is set of each message, as SQL, with its parameter as $2 */
  readonly set: string;
  readonly value?: Buffer;
  /** only messages that this stage parked */
  readonly stage?: string;
}

/**
 * Decides on parked messages, in one transaction with the record of it.
 *
 * @returns their ids
 */
export function decide(
  dataSource: DataSource,
  messages: readonly ParkedMessage[],
  { action, reason, set, value }: Decision,
): Promise<readonly string[]> {
  return dataSource.transaction(async (manager) => {
    const [changed] = await manager.query<[{ id: string; code: string; topic: string }[], number]>(
      `UPDATE parked_message SET ${set}
       WHERE id = ANY ($1::bigint[]) AND state = 'parked' AND ($2::bytea IS NULL OR true)
       RETURNING id, code, topic`,
      [messages.map(({ id }) => id), value ?? null],
    );
    for (const { id, code, topic } of changed) {
      const details = { code, topic };
      const subject = `parked message ${id}`;
      await recordAction(manager, { actor: loginOfCaller(), action, subject, reason, details });
    }
    return changed.map(({ id }) => id);
  });
}
