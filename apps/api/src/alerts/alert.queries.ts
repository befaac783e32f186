import type { Db } from '../database/read-database.js';

export interface AlertRow {
  readonly kind: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly summary: string;
  readonly source: string | null;
  readonly location: string | null;
  readonly channel: string | null;
  readonly since: Date;
  readonly resolved_at: Date | null;
}

const MOST = 500;

/** Newest first. */
export const alerts = (db: Db, openOnly: boolean): Promise<AlertRow[]> =>
  db.query<AlertRow[]>(
    `SELECT kind, subject, fingerprint, severity, summary, source, location, channel, since,
            resolved_at FROM alert
     WHERE NOT $1 OR resolved_at IS NULL
     ORDER BY since DESC, kind, subject LIMIT ${MOST}`,
    [openOnly],
  );
