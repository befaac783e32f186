import type { EntityManager } from 'typeorm';

/** Four weeks are learnt from; one more, so that a look back across a pause finds what it needs. */
const KEPT_DAYS = 35;
const MOST_ROWS = 5_000;

/** Forgets hours of activity that nobody learns from any more, some at a time. @returns how many */
export async function forgetActivity(
  manager: Pick<EntityManager, 'query'>,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const [, rows] = await manager.query<[unknown, number]>(
    `DELETE FROM location_activity WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM location_activity WHERE hour < $1 ORDER BY hour LIMIT ${MOST_ROWS}))`,
    [before.toISOString()],
  );
  return rows;
}
