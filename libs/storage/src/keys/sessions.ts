import { newSessionToken } from '#access';
import type { DataSource, EntityManager } from 'typeorm';
import { recordAction } from '../actions/record-action.js';

const HOURS = 12;

/** A browser's sign-in with a key. */
export interface BegunSession {
  /** what the browser holds; it cannot be had again */
  readonly text: string;
  /** at most twelve hours from now, and never later than the key's own end */
  readonly expiresAt: Date;
}

export function beginSession(
  dataSource: DataSource,
  { keyId, name }: { readonly keyId: string; readonly name: string },
): Promise<BegunSession> {
  const { text, hash } = newSessionToken();
  return dataSource.transaction(async (manager) => {
    // a browser that comes with an old one is told that it has ended
    await manager.query(`DELETE FROM api_session WHERE expires_at < now() - interval '7 days'`);
    const [begun] = await manager.query<{ expiresAt: Date }[]>(
      `INSERT INTO api_session (hash, key_id, expires_at)
       SELECT $1, id, least(expires_at, now() + make_interval(hours => $3)) FROM api_key WHERE id = $2
       RETURNING expires_at AS "expiresAt"`,
      [hash, keyId, HOURS],
    );
    if (!begun) throw new Error(`key ${keyId} was shown and is not there`);
    const what = { action: 'session.begin', subject: keyId, reason: 'signed in' };
    await recordAction(manager, { ...what, actor: name, keyId });
    return { text, expiresAt: begun.expiresAt };
  });
}

/** @param hash SHA-256 of its token */
export async function endSession(db: Pick<EntityManager, 'query'>, hash: Buffer): Promise<void> {
  await db.query('DELETE FROM api_session WHERE hash = $1', [hash]);
}
