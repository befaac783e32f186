import { parkedCondition, type ParkedFilter } from '#storage';
import type { Db } from '../database/read-database.js';

export interface ParkedRow {
  readonly id: string;
  readonly state: 'parked' | 'redriving';
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly edited: Buffer | null;
  readonly headers: Record<string, unknown>;
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly parked_at: Date;
}

/**
 * Newest first.
 *
 * @param before id of the last message of the page before; null: from the newest
 */
export function parkedPage(
  db: Db,
  filter: ParkedFilter,
  before: string | null,
  limit: number,
): Promise<ParkedRow[]> {
  const { where, values } = parkedCondition(filter);
  return db.query<ParkedRow[]>(
    `SELECT id, state, stage, topic, partition, "offset", key, value, edited_value AS edited, headers,
            code, reason, attempts, parked_at
     FROM parked_message
     WHERE ${where} AND state IN ('parked', 'redriving') AND ($7::bigint IS NULL OR id < $7::bigint)
     ORDER BY id DESC LIMIT $8`,
    [...values, before, limit],
  );
}

export interface ParkedGroupRow {
  readonly stage: string;
  readonly topic: string;
  readonly code: string;
  readonly count: number;
  readonly newest_at: Date;
}

/** The largest first. */
export const parkedGroups = (db: Db): Promise<ParkedGroupRow[]> =>
  db.query<ParkedGroupRow[]>(
    `SELECT stage, topic, code, count(*)::int AS count, max(parked_at) AS newest_at
     FROM parked_message WHERE state IN ('parked', 'redriving')
     GROUP BY stage, topic, code ORDER BY count DESC, stage, topic, code LIMIT 200`,
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
