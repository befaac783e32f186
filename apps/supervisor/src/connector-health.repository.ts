import type { EntityManager } from 'typeorm';
import type { CauseId } from './causes.js';
import type { LogPlace } from './log-place.js';

export interface ConnectorHealth {
  readonly connector: string;
  readonly source: string;
  /** null: it works */
  readonly cause: CauseId | null;
  readonly detail: string;
  readonly needsPerson: boolean;
  readonly restarts: number;
  readonly restartedAt: Date | null;
  readonly logPlace: LogPlace | null;
}

export interface KnownHealth extends ConnectorHealth {
  /** since when it has worked, or this cause has stood */
  readonly since: Date;
}

type Db = Pick<EntityManager, 'query'>;

/**
 * Takes a connector for this transaction: two supervisors never act on it at once.
 *
 * @returns undefined while another one has it
 */
export async function takeConnector(
  db: Db,
  connector: string,
  source: string,
): Promise<KnownHealth | undefined> {
  await db.query(
    `INSERT INTO connector_health (connector, source, cause) VALUES ($1, $2, 'rebalancing')
     ON CONFLICT DO NOTHING`,
    [connector, source],
  );
  const [row] = await db.query<KnownHealth[]>(
    `SELECT connector, source, cause, detail, needs_person AS "needsPerson", since, restarts,
            restarted_at AS "restartedAt", log_place AS "logPlace"
     FROM connector_health WHERE connector = $1 FOR UPDATE SKIP LOCKED`,
    [connector],
  );
  return row;
}

export const saveHealth = (db: Db, health: ConnectorHealth, now: Date): Promise<unknown> =>
  db.query(
    `UPDATE connector_health
     SET source = $2, cause = $3::text, detail = $4, needs_person = $5, restarts = $6,
         restarted_at = $7, log_place = $8, looked_at = $9,
         since = CASE WHEN cause IS DISTINCT FROM $3::text THEN $9 ELSE since END
     WHERE connector = $1`,
    [
      health.connector,
      health.source,
      health.cause,
      health.detail,
      health.needsPerson,
      health.restarts,
      health.restartedAt,
      health.logPlace === null ? null : JSON.stringify(health.logPlace),
      now,
    ],
  );
