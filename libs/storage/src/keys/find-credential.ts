import type { Scope } from '#access';
import type { EntityManager } from 'typeorm';

/** What a key or a sign-in is compared with. */
export interface Credential {
  readonly keyId: string;
  readonly name: string;
  readonly scope: Scope;
  /** SHA-256 of what must be shown */
  readonly hash: Buffer;
  readonly expiresAt: Date;
  /** by the database's clock */
  readonly state: 'live' | 'expired' | 'revoked';
  /** whether its use was noted within the last minute */
  readonly isNoted: boolean;
}

type Db = Pick<EntityManager, 'query'>;

const columns = (expiresAt: string): string => `
  k.id AS "keyId", k.name, k.scope, ${expiresAt} AS "expiresAt",
  CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN ${expiresAt} <= now() THEN 'expired'
       ELSE 'live' END AS state,
  coalesce(k.last_used_at > now() - interval '1 minute', false) AS "isNoted"`;

export async function findKey(db: Db, id: string): Promise<Credential | undefined> {
  const [found] = await db.query<Credential[]>(
    `SELECT ${columns('k.expires_at')}, k.hash FROM api_key k WHERE k.id = $1`,
    [id],
  );
  return found;
}

/** @param hash SHA-256 of its token */
export async function findSession(db: Db, hash: Buffer): Promise<Credential | undefined> {
  const [found] = await db.query<Credential[]>(
    `SELECT ${columns('least(s.expires_at, k.expires_at)')}, s.hash
     FROM api_session s JOIN api_key k ON k.id = s.key_id WHERE s.hash = $1`,
    [hash],
  );
  return found;
}
