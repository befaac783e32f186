import type { EntityManager } from 'typeorm';
import type { OldestWaiting, ParkedLately } from './judge-backlog.js';

type Db = Pick<EntityManager, 'query'>;

/** @param since how far back a message counts as parked lately */
export const parkedLately = (db: Db, since: Date): Promise<ParkedLately[]> =>
  db.query<ParkedLately[]>(
    `SELECT stage, code, count(*)::int AS count, min(parked_at) AS "oldestAt"
     FROM parked_message WHERE parked_at > $1 GROUP BY stage, code`,
    [since],
  );

export const oldestWaiting = (db: Db): Promise<OldestWaiting[]> =>
  db.query<OldestWaiting[]>(
    `SELECT DISTINCT ON (source) source, awaits, waiting_since AS since
     FROM waiting_change ORDER BY source, waiting_since`,
  );
