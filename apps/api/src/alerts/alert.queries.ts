import type { Db } from '../database/read-database.js';

type InForce =
  | { readonly silence_id: null }
  | {
      readonly silence_id: string;
      readonly silenced_at: Date;
      readonly silenced_until: Date;
      readonly silence_reason: string;
      readonly silenced_by: string;
    };

export type AlertRow = InForce & {
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
};

const MOST = 500;

/** Newest first, each with the silence that is in force. */
export const alerts = (db: Db, openOnly: boolean): Promise<AlertRow[]> =>
  db.query<AlertRow[]>(
    `SELECT alert.kind, alert.subject, fingerprint, severity, summary, source, location,
            channel, alert.since, resolved_at,
            silence.id AS silence_id, silence.since AS silenced_at,
            silence.until AS silenced_until, silence.reason AS silence_reason, silenced_by
     FROM alert LEFT JOIN LATERAL (
       SELECT * FROM alert_silence AS newest
       WHERE newest.kind = alert.kind AND newest.subject = alert.subject AND newest.until > now()
         AND alert.resolved_at IS NULL
       ORDER BY newest.id DESC LIMIT 1
     ) AS silence ON true
     WHERE NOT $1 OR resolved_at IS NULL
     ORDER BY alert.since DESC, alert.kind, alert.subject LIMIT ${MOST}`,
    [openOnly],
  );
