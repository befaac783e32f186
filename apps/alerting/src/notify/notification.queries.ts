import type { EntityManager } from 'typeorm';
import type { Known } from './group-of.js';
import type { GroupKey, GroupState, SeenAlert, ToldAlert } from './group-state.js';

type Db = Pick<EntityManager, 'query'>;

/** Open ones, and those that were resolved after a moment, oldest first. */
const lateAlerts = (db: Db, resolvedAfter: Date, now: Date): Promise<SeenAlert[]> =>
  db.query<SeenAlert[]>(
    `SELECT kind, subject, fingerprint, severity, summary, source, location, channel, since,
            resolved_at AS "resolvedAt",
            EXISTS (SELECT FROM alert_silence AS silence
                    WHERE silence.kind = alert.kind AND silence.subject = alert.subject
                      AND silence.until > $2) AS "isSilenced"
     FROM alert WHERE resolved_at IS NULL OR resolved_at > $1 ORDER BY since, kind, subject`,
    [resolvedAfter, now],
  );

const STATE = `fingerprint, round, waiting_since AS "waitingSince", told_at AS "toldAt", failures,
               failing_since AS "failingSince", not_before AS "notBefore"`;

export async function readKnown(db: Db, resolvedAfter: Date, now: Date): Promise<Known> {
  const rows = await db.query<(GroupKey & GroupState)[]>(
    `SELECT receiver, kind, source, ${STATE} FROM notification_group`,
  );
  const told = await db.query<(ToldAlert & GroupKey)[]>(
    'SELECT receiver, kind, subject, source, fingerprint, severity, summary FROM told_alert',
  );
  const states = rows.map(({ receiver, kind, source, ...state }) => ({
    receiver,
    kind,
    source,
    state,
  }));
  return { alerts: await lateAlerts(db, resolvedAfter, now), states, told };
}

/** Locks a group for whoever sends; false: another process has it, and tells. */
export async function lockGroup(db: Db, { receiver, kind, source }: GroupKey): Promise<boolean> {
  await db.query(
    `INSERT INTO notification_group (receiver, kind, source) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [receiver, kind, source],
  );
  const locked = await db.query<unknown[]>(
    `SELECT FROM notification_group WHERE receiver = $1 AND kind = $2 AND source = $3
     FOR UPDATE SKIP LOCKED`,
    [receiver, kind, source],
  );
  return locked.length > 0;
}

export async function saveState(
  db: Db,
  { receiver, kind, source }: GroupKey,
  state: GroupState,
): Promise<void> {
  await db.query(
    `UPDATE notification_group
     SET fingerprint = $4, round = $5, waiting_since = $6, told_at = $7, failures = $8,
         failing_since = $9, not_before = $10
     WHERE receiver = $1 AND kind = $2 AND source = $3`,
    [
      receiver,
      kind,
      source,
      state.fingerprint,
      state.round,
      state.waitingSince,
      state.toldAt,
      state.failures,
      state.failingSince,
      state.notBefore,
    ],
  );
}

/** What a receiver now knows to be open in a group. */
export async function saveTold(
  db: Db,
  { receiver, kind, source }: GroupKey,
  open: readonly ToldAlert[],
): Promise<void> {
  await db.query('DELETE FROM told_alert WHERE receiver = $1 AND kind = $2 AND source = $3', [
    receiver,
    kind,
    source,
  ]);
  await db.query(
    `INSERT INTO told_alert (receiver, kind, source, subject, fingerprint, severity, summary)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::text[], $6::text[], $7::text[])
     ON CONFLICT (receiver, kind, subject) DO UPDATE
     SET source = excluded.source, severity = excluded.severity, summary = excluded.summary`,
    [
      receiver,
      kind,
      source,
      open.map(({ subject }) => subject),
      open.map(({ fingerprint }) => fingerprint),
      open.map(({ severity }) => severity),
      open.map(({ summary }) => summary),
    ],
  );
}

export async function forgetGroup(db: Db, { receiver, kind, source }: GroupKey): Promise<void> {
  await db.query(
    'DELETE FROM notification_group WHERE receiver = $1 AND kind = $2 AND source = $3',
    [receiver, kind, source],
  );
}

/** Receivers that the policy does not have any more are told nothing, and owe nothing. */
export async function forgetReceivers(db: Db, kept: readonly string[]): Promise<void> {
  await db.query('DELETE FROM told_alert WHERE receiver <> ALL ($1::text[])', [kept]);
  await db.query('DELETE FROM notification_group WHERE receiver <> ALL ($1::text[])', [kept]);
}
