import type { Db } from '../database/read-database.js';

export interface ParkedRow {
  readonly id: string;
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, unknown>;
  readonly code: string;
  readonly reason: string;
  readonly parked_at: Date;
}

/**
 * Newest first.
 *
 * @param before id of the last message of the page before; null: from the newest
 */
export const parkedPage = (db: Db, before: string | null, limit: number): Promise<ParkedRow[]> =>
  db.query<ParkedRow[]>(
    `SELECT id, stage, topic, partition, "offset", key, value, headers, code, reason, parked_at
     FROM parked_message
     WHERE state IN ('parked', 'redriving') AND ($1::bigint IS NULL OR id < $1::bigint)
     ORDER BY id DESC LIMIT $2`,
    [before, limit],
  );

export interface ParkedCountRow {
  readonly stage: string;
  readonly code: string;
  readonly count: number;
  readonly newest_at: Date;
}

export const parkedCounts = (db: Db): Promise<ParkedCountRow[]> =>
  db.query<ParkedCountRow[]>(
    `SELECT stage, code, count(*)::int AS count, max(parked_at) AS newest_at
     FROM parked_message WHERE state IN ('parked', 'redriving') GROUP BY stage, code ORDER BY count DESC, stage, code`,
  );
