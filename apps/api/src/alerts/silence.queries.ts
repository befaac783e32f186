import { recordAction, type Voice } from '#storage';
import type { Db } from '../database/read-database.js';

export interface SilenceRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly reason: string;
  readonly silenced_by: string;
  readonly since: Date;
  readonly until: Date;
}

const COLUMNS = 'id, kind, subject, reason, silenced_by, since, until';

/**
 * Silences an open alert. One that is silenced already gets the new end and reason.
 *
 * @param db within a transaction
 * @returns undefined: no such alert is open
 */
export async function silence(
  db: Db,
  { kind, subject, minutes }: { kind: string; subject: string; minutes: number },
  voice: Voice,
): Promise<SilenceRow | undefined> {
  await db.query(
    'UPDATE alert_silence SET until = now() WHERE kind = $1 AND subject = $2 AND until > now()',
    [kind, subject],
  );
  const [row] = await db.query<SilenceRow[]>(
    `INSERT INTO alert_silence (kind, subject, reason, silenced_by, until)
     SELECT kind, subject, $3, $4, now() + make_interval(mins => $5)
     FROM alert WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL
     RETURNING ${COLUMNS}`,
    [kind, subject, voice.reason, voice.actor, minutes],
  );
  if (!row) return undefined;
  const details = { until: row.until };
  await recordAction(db, {
    ...voice,
    action: 'alert.silence',
    subject: `${kind}/${subject}`,
    details,
  });
  return row;
}

/** @returns undefined: none of this id is in force */
export async function endSilence(
  db: Db,
  id: string,
  voice: Voice,
): Promise<SilenceRow | undefined> {
  const [[row]] = await db.query<[SilenceRow[], number]>(
    `UPDATE alert_silence SET until = now() WHERE id = $1 AND until > now() RETURNING ${COLUMNS}`,
    [id],
  );
  if (!row) return undefined;
  const subject = `${row.kind}/${row.subject}`;
  await recordAction(db, { ...voice, action: 'alert.unsilence', subject });
  return row;
}
