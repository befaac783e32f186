import type { Awaited, CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';
import { toMessage, type MessageRow } from './source-row.repository.js';

export interface WaitingChange extends Awaited {
  readonly message: CdcMessage;
}

/** Sets changes aside until what they await has arrived; nothing is dropped (promise I1). */
export async function addWaiting(
  manager: EntityManager,
  source: string,
  changes: readonly WaitingChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await manager.query(
    `INSERT INTO waiting_change (topic, partition, "offset", source, awaits, reason, key, value)
     SELECT given.topic, given.partition, given."offset", $1, given.awaits, given.reason,
            given.key, given.value
     FROM unnest($2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::bytea[],
                 $8::bytea[])
       AS given (topic, partition, "offset", awaits, reason, key, value)
     ON CONFLICT (topic, partition, "offset") DO UPDATE
     SET awaits = excluded.awaits, reason = excluded.reason`,
    [
      source,
      changes.map(({ message }) => message.topic),
      changes.map(({ message }) => message.partition),
      changes.map(({ message }) => message.offset.toString()),
      changes.map(({ awaits }) => awaits),
      changes.map(({ reason }) => reason),
      changes.map(({ message }) => message.key),
      changes.map(({ message }) => message.value),
    ],
  );
}

/** Takes out what waited for these, in the order in which it came. */
export async function takeWaiting(
  manager: EntityManager,
  source: string,
  awaited: readonly string[],
): Promise<readonly CdcMessage[]> {
  const rows = await manager.query<MessageRow[]>(
    `WITH taken AS (
       DELETE FROM waiting_change WHERE source = $1 AND awaits = ANY ($2::text[])
       RETURNING topic, partition, "offset", key, value)
     SELECT * FROM taken ORDER BY topic, partition, "offset"`,
    [source, awaited],
  );
  return rows.map(toMessage);
}
