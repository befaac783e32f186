import type { Db } from '../database/read-database.js';

export interface ConnectorRow {
  readonly connector: string;
  readonly source: string;
  readonly cause: string | null;
  readonly detail: string;
  readonly needs_person: boolean;
  readonly since: Date;
  readonly restarts: number;
  readonly restarted_at: Date | null;
  readonly looked_at: Date;
}

export const connectorHealth = (db: Db): Promise<ConnectorRow[]> =>
  db.query<ConnectorRow[]>(
    `SELECT connector, source, cause, detail, needs_person, since, restarts, restarted_at, looked_at
     FROM connector_health ORDER BY source, connector`,
  );

export interface FindingRow {
  readonly source: string;
  readonly check: string;
  readonly found: string;
  readonly expected: string;
  readonly mend: string;
  readonly since: Date;
}

export const auditFindings = (db: Db): Promise<FindingRow[]> =>
  db.query<FindingRow[]>(
    'SELECT source, "check", found, expected, mend, since FROM audit_finding ORDER BY source, "check"',
  );
