import type { EntityManager } from 'typeorm';
import type { AuditedTrouble, TroubledConnector } from './judge-capture.js';

type Db = Pick<EntityManager, 'query'>;

export const troubledConnectors = (
  db: Db,
  sources: readonly string[],
): Promise<TroubledConnector[]> =>
  db.query<TroubledConnector[]>(
    `SELECT connector, source, cause, detail, needs_person AS "needsPerson", since, restarts
     FROM connector_health WHERE cause IS NOT NULL AND source = ANY ($1::text[])
     ORDER BY connector`,
    [sources],
  );

export const auditedTroubles = (db: Db, sources: readonly string[]): Promise<AuditedTrouble[]> =>
  db.query<AuditedTrouble[]>(
    `SELECT source, "check", found, mend, since FROM audit_finding
     WHERE source = ANY ($1::text[]) ORDER BY source, "check"`,
    [sources],
  );
