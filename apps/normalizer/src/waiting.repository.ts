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

/** What a row's oldest waiting change waits for. */
export interface RowWait extends Omit<WaitingChange, 'message'> {
  readonly offset: bigint;
}

/** One row's changes share topic and key. */
export const rowOf = ({ topic, key }: Pick<CdcMessage, 'topic' | 'key'>): string =>
  `${topic}/${key?.toString('hex') ?? ''}`;

/**
 * Which of the messages' rows have changes that wait, until the transaction ends: whoever is about to take
 * those out is waited for, or waits.
 */
export async function findWaitingRows(
  manager: EntityManager,
  messages: readonly CdcMessage[],
): Promise<Map<string, RowWait>> {
  const keys = new Map(messages.map((message) => [rowOf(message), message]));
  const rows = await manager.query<(Omit<RowWait, 'offset'> & Omit<MessageRow, 'value'>)[]>(
    `SELECT waiting.topic, waiting.key, waiting."offset", awaits, reason, refs
     FROM waiting_change AS waiting
     JOIN unnest($1::text[], $2::bytea[]) AS given (topic, key)
       ON waiting.topic = given.topic AND waiting.key = given.key AND md5(waiting.key) = md5(given.key)
     ORDER BY waiting.topic, waiting.partition, waiting."offset" FOR SHARE OF waiting`,
    [[...keys.values()].map(({ topic }) => topic), [...keys.values()].map(({ key }) => key)],
  );
  const oldestLast = rows.toReversed();
  return new Map(
    oldestLast.map((row) => [rowOf(row), { ...row, offset: BigInt(row.offset) }] as const),
  );
}

/**
 * Takes out what waited for these or was led on by them, in the order in which it came; what joined it
 * while it was being taken, too.
 */
export async function takeWaiting(
  manager: EntityManager,
  source: string,
  awaited: readonly string[],
): Promise<readonly WaitedMessage[]> {
  const taken: WaitedMessage[] = [];
  for (;;) {
    const more = await takeOnce(manager, source, awaited);
    taken.push(...more);
    if (more.length === 0) return taken;
  }
}

async function takeOnce(
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
