import type { EntityManager } from 'typeorm';

/** Notes that a key is used, at most once a minute however many processes see it. */
export async function noteUse(db: Pick<EntityManager, 'query'>, keyId: string): Promise<void> {
  await db.query(
    `UPDATE api_key SET last_used_at = now()
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= now() - interval '1 minute')`,
    [keyId],
  );
}
