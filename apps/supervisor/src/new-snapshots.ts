import { BEGUN, READING } from '#connect';
import type { EntityManager } from 'typeorm';

/** What became of the new snapshots of a source that were begun within 24 hours. */
export interface NewSnapshots {
  /** those whose connector has come to reading */
  readonly reading: number;
  /** those since that were cut off, by a failure or by the end of whoever began them */
  readonly cutOff: number;
  readonly begunAt: Date | null;
}

export async function newSnapshots(
  db: Pick<EntityManager, 'query'>,
  source: string,
  now: Date,
): Promise<NewSnapshots> {
  const [row] = await db.query<NewSnapshots[]>(
    `WITH lately AS (
       SELECT id, action, at FROM operator_action
       WHERE subject = $1 AND action IN ($2, $3) AND at > $4::timestamptz - interval '24 hours'),
     newest AS (SELECT max(id) AS id FROM lately WHERE action = $3)
     SELECT count(*) FILTER (WHERE action = $3)::int AS reading,
            count(*) FILTER (WHERE action = $2 AND lately.id > coalesce(newest.id, 0))::int AS "cutOff",
            max(at) FILTER (WHERE action = $2) AS "begunAt"
     FROM newest LEFT JOIN lately ON true`,
    [source, BEGUN, READING, now],
  );
  return row ?? { reading: 0, cutOff: 0, begunAt: null };
}
