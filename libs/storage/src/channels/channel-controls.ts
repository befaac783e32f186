import type { EntityManager } from 'typeorm';
import { recordAction, type OperatorAction } from '../actions/record-action.js';

/** A connection within a transaction. */
type Db = Pick<EntityManager, 'query'>;

/** Who says something about a channel, and why. */
export type Voice = Pick<OperatorAction, 'actor' | 'keyId' | 'reason'>;

/** Nothing is sent to the channel until it is resumed; its numbers are kept up meanwhile. */
export async function pauseChannel(db: Db, channel: string, voice: Voice): Promise<void> {
  await db.query(
    `INSERT INTO channel_control (channel, paused_at, paused_because) VALUES ($1, now(), $2)
     ON CONFLICT (channel) DO UPDATE
     SET paused_at = coalesce(channel_control.paused_at, excluded.paused_at),
         paused_because = excluded.paused_because`,
    [channel, voice.reason],
  );
  await recordAction(db, { ...voice, action: 'channel.pause', subject: channel });
}

export async function resumeChannel(db: Db, channel: string, voice: Voice): Promise<void> {
  await db.query(
    'UPDATE channel_control SET paused_at = NULL, paused_because = NULL WHERE channel = $1',
    [channel],
  );
  await recordAction(db, { ...voice, action: 'channel.resume', subject: channel });
}

/**
 * Asks the channel's publisher to send listings again whatever they show, or to read all that it lists.
 *
 * @param skus listings; null: all of them
 */
export async function askPublisher(
  db: Db,
  channel: string,
  kind: 'push' | 'list',
  skus: readonly string[] | null,
  voice: Voice,
): Promise<void> {
  await db.query('INSERT INTO channel_request (channel, kind, skus) VALUES ($1, $2, $3)', [
    channel,
    kind,
    skus,
  ]);
  const details = { listings: skus?.length ?? 'all' };
  await recordAction(db, { ...voice, action: `channel.${kind}`, subject: channel, details });
}

/**
 * Lets held zeros go.
 *
 * @returns how many were held when they were; undefined: none are
 */
export async function confirmZeros(
  db: Db,
  channel: string,
  voice: Voice,
): Promise<number | undefined> {
  // TypeORM answers an UPDATE with its rows and their number
  const [[row]] = await db.query<[{ held: number }[], number]>(
    `UPDATE mass_zero SET confirmed_at = now()
     WHERE channel = $1 AND ended_at IS NULL AND confirmed_at IS NULL RETURNING held`,
    [channel],
  );
  if (!row) return undefined;
  const details = { held: row.held };
  await recordAction(db, { ...voice, action: 'channel.confirm', subject: channel, details });
  return row.held;
}
