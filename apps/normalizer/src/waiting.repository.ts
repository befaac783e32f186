import type { Awaited, CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';
import { toMessage, type MessageRow } from './source-row.repository.js';

export interface WaitingChange extends Awaited {
  readonly message: WaitedMessage;
  /** ids of the references that led to what it awaits: once they change, it may await another */
  readonly refs: readonly string[];
}

/** Waiting anew goes on since when it began. */
interface WaitedMessage extends CdcMessage {
  readonly waitingSince?: Date;
}

/** Sets changes aside until what they await has arrived; nothing is dropped (promise I1). */
export async function addWaiting(
  manager: EntityManager,
  source: string,
  changes: readonly WaitingChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await manager.query(
    `INSERT INTO waiting_change
       (topic, partition, "offset", source, awaits, reason, refs, key, value, waiting_since)
     SELECT given.topic, given.partition, given."offset", $1, given.awaits, given.reason,
            string_to_array(given.refs, E'\\n'), given.key, given.value,
            coalesce(given.since, now())
     FROM unnest($2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                 $8::bytea[], $9::bytea[], $10::timestamptz[])
       AS given (topic, partition, "offset", awaits, reason, refs, key, value, since)
     ON CONFLICT (topic, partition, "offset") DO UPDATE
     SET awaits = excluded.awaits, reason = excluded.reason, refs = excluded.refs`,
    [
      source,
      changes.map(({ message }) => message.topic),
      changes.map(({ message }) => message.partition),
      changes.map(({ message }) => message.offset.toString()),
      changes.map(({ awaits }) => awaits),
      changes.map(({ reason }) => reason),
      changes.map(({ refs }) => refs.join('\n')),
      changes.map(({ message }) => message.key),
      changes.map(({ message }) => message.value),
      changes.map(({ message }) => message.waitingSince ?? null),
    ],
  );
}

/** Takes out what waited for these or was led on by them, in the order in which it came. */
export async function takeWaiting(
  manager: EntityManager,
  source: string,
  awaited: readonly string[],
): Promise<readonly WaitedMessage[]> {
  const rows = await manager.query<(MessageRow & { waitingSince: Date })[]>(
    `WITH taken AS (
       DELETE FROM waiting_change
       WHERE source = $1 AND (awaits = ANY ($2::text[]) OR refs && $2::text[])
       RETURNING topic, partition, "offset", key, value, waiting_since AS "waitingSince")
     SELECT * FROM taken ORDER BY topic, partition, "offset"`,
    [source, awaited],
  );
  return rows.map(toMessage);
}
