import type { EntityManager } from 'typeorm';
import type { FailingReceiver } from './notify/judge-receivers.js';
import type { OldestWaiting, ParkedLately } from './judge-backlog.js';
import type { OpenExceptions, Overclaimed, OverduePromises } from './judge-claims.js';

type Db = Pick<EntityManager, 'query'>;

/** @param since how far back a message counts as parked lately */
export const parkedLately = (db: Db, since: Date): Promise<ParkedLately[]> =>
  db.query<ParkedLately[]>(
    `SELECT stage, code, count(*)::int AS count, min(parked_at) AS "oldestAt"
     FROM parked_message WHERE state = 'parked' AND parked_at > $1 GROUP BY stage, code`,
    [since],
  );

export const oldestWaiting = (db: Db): Promise<OldestWaiting[]> =>
  db.query<OldestWaiting[]>(
    `SELECT DISTINCT ON (source) source, awaits, waiting_since AS since
     FROM waiting_change ORDER BY source, waiting_since`,
  );

export const openExceptions = (db: Db): Promise<OpenExceptions[]> =>
  db.query<OpenExceptions[]>(
    `SELECT kind, channel, count(*)::int AS count, min(raised_at) AS "oldestAt"
     FROM claim_exception WHERE resolved_at IS NULL GROUP BY kind, channel`,
  );

/** A promise holds until its date is over, UTC. */
export const overduePromises = (db: Db, now: Date): Promise<OverduePromises[]> =>
  db.query<OverduePromises[]>(
    `SELECT channel, count(*)::int AS count, (min(promised_for) + 1)::timestamp AT TIME ZONE 'UTC' AS since
     FROM order_promise
     WHERE closed_at IS NULL AND promised_for < ($1::timestamptz AT TIME ZONE 'UTC')::date
     GROUP BY channel`,
    [now],
  );

export const failingReceivers = (db: Db): Promise<FailingReceiver[]> =>
  db.query<FailingReceiver[]>(
    `SELECT receiver, min(failing_since) AS since FROM notification_group
     WHERE failing_since IS NOT NULL GROUP BY receiver ORDER BY receiver`,
  );

/** Few at a time: one is bad enough. */
const MOST_OVERCLAIMED = 100;

export const overclaimed = (db: Db): Promise<Overclaimed[]> =>
  db.query<Overclaimed[]>(
    `SELECT sku, location, trim_scale(available_base)::text AS "availableBase",
            trim_scale(claimed)::text AS claimed
     FROM location_stock WHERE claimed > 0 AND claimed > available_base
     ORDER BY sku, location LIMIT ${MOST_OVERCLAIMED}`,
  );
