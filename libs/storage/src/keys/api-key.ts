import type { Scope } from '#access';

/** A key as lists show it; what it is made of is stored nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** to the minute; null: never */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  /** by the database's clock */
  readonly state: 'live' | 'expired' | 'revoked';
}

/** Of `api_key`, as `ApiKey` names them. */
export const KEY_COLUMNS = `
  id, name, scope, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_at AS "revokedAt",
  CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= now() THEN 'expired'
       ELSE 'live' END AS state`;
