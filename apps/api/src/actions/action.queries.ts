import type { Db } from '../database/read-database.js';

export interface ActionRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly key_id: string | null;
  readonly key_name: string | null;
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Newest first.
 *
 * @param before only older ones than that of this id; null: from the newest
 */
export const actionsBefore = (db: Db, before: string | null, most: number): Promise<ActionRow[]> =>
  db.query<ActionRow[]>(
    `SELECT a.id, a.at, a.actor, a.key_id, k.name AS key_name, a.action, a.subject, a.reason,
            a.outcome, a.details
     FROM operator_action a LEFT JOIN api_key k ON k.id = a.key_id
     WHERE $1::bigint IS NULL OR a.id < $1::bigint
     ORDER BY a.id DESC LIMIT $2`,
    [before, most],
  );
