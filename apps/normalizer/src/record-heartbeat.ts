import { parseJson, PoisonMessageError } from '#contracts';
import type { CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { TranslatedBatch } from './translate-messages.js';

const heartbeat = z.looseObject({ source: z.looseObject({ ts_ms: z.number() }) });

/** A heartbeat row has travelled from the source's database into ours: the source is alive (promise I9). */
export async function recordHeartbeat(
  manager: EntityManager,
  source: string,
  messages: readonly CdcMessage[],
): Promise<TranslatedBatch> {
  const newest = messages.at(-1);
  if (!newest) return { events: [], poisons: [] };
  const parsed = heartbeat.safeParse(parseJson(newest.value));
  if (!parsed.success) {
    const error = new PoisonMessageError('heartbeat.malformed', z.prettifyError(parsed.error));
    return { events: [], poisons: [{ message: newest, error }] };
  }
  await manager.query(
    `INSERT INTO source_heartbeat (source, beat_at, seen_at) VALUES ($1, $2, now())
     ON CONFLICT (source) DO UPDATE
     SET beat_at = greatest(source_heartbeat.beat_at, excluded.beat_at), seen_at = excluded.seen_at`,
    [source, new Date(parsed.data.source.ts_ms).toISOString()],
  );
  return { events: [], poisons: [] };
}
