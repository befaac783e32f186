import type { CdcMessage } from '#mapping';
import type { TopicPartition } from '#messaging';
import type { EntityManager } from 'typeorm';
import { toMessage, type MessageRow } from '../source-row.repository.js';
import type { TranslatedBatch } from '../translate-messages.js';

/** A partition with messages that a person wants to be tried again. */
export async function nextRedriven(
  manager: EntityManager,
  stage: string,
  topics: readonly string[],
): Promise<TopicPartition | undefined> {
  const [at] = await manager.query<TopicPartition[]>(
    `SELECT topic, partition FROM parked_message
     WHERE stage = $1 AND state = 'redriving' AND topic = ANY ($2::text[])
     ORDER BY topic, partition LIMIT 1`,
    [stage, topics],
  );
  return at;
}

/** Their bytes as a person left them, in the order in which they came. A tombstone says nothing. */
export async function takeRedriven(
  manager: EntityManager,
  stage: string,
  { topic, partition }: TopicPartition,
  limit: number,
): Promise<readonly CdcMessage[]> {
  const rows = await manager.query<MessageRow[]>(
    `SELECT topic, partition, "offset", key, coalesce(edited_value, value, '') AS value
     FROM parked_message
     WHERE stage = $1 AND topic = $2 AND partition = $3 AND state = 'redriving'
     ORDER BY "offset" LIMIT $4 FOR UPDATE`,
    [stage, topic, partition, limit],
  );
  return rows.map(toMessage);
}

/**
 * Closes those that were not parked again: redriven, or superseded where a later change of the same row had
 * been translated before, whose truth stands.
 */
export async function settleRedriven(
  manager: EntityManager,
  stage: string,
  source: string,
  messages: readonly CdcMessage[],
  { events }: TranslatedBatch,
): Promise<void> {
  const [first] = messages;
  if (!first) return;
  const about = events.map(({ event }) => event.source);
  await manager.query(
    `UPDATE parked_message AS parked
     SET decided_at = now(), state = CASE WHEN EXISTS (
           SELECT FROM unnest($5::bigint[], $6::text[], $7::text[]) AS told ("offset", table_name, row_key)
           JOIN source_row AS newer
             ON newer.source = $8 AND newer.table_name = told.table_name
            AND newer.row_key = told.row_key AND newer."offset" > told."offset"
           WHERE told."offset" = parked."offset") THEN 'superseded' ELSE 'redriven' END
     WHERE stage = $1 AND topic = $2 AND partition = $3 AND "offset" = ANY ($4::bigint[])
       AND state = 'redriving'`,
    [
      stage,
      first.topic,
      first.partition,
      messages.map(({ offset }) => offset.toString()),
      about.map(({ offset }) => offset),
      about.map(({ table }) => table),
      about.map(({ key }) => key),
      source,
    ],
  );
}
