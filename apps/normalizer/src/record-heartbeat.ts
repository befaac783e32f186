import { parseJson, PoisonMessageError } from '#contracts';
import type { CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CapturedTable } from './source-catalog.js';
import { FIRST_EPOCH } from './source-epochs.js';
import type { TranslatedBatch } from './translate-messages.js';

const heartbeat = z.looseObject({ op: z.string(), source: z.looseObject({ ts_ms: z.number() }) });

type HeartbeatTable = Pick<CapturedTable, 'source' | 'lateAfterSeconds' | 'epochOf'>;

/** After a gap that made the source late, it has to prove itself anew; how long the gap was is kept. */
const SEEN = `
  INSERT INTO source_heartbeat AS known (source, beat_at, seen_at) VALUES ($1, $2, now())
  ON CONFLICT (source) DO UPDATE
  SET beat_at = greatest(known.beat_at, excluded.beat_at), seen_at = excluded.seen_at,
      alive_since = CASE WHEN excluded.seen_at - known.seen_at > make_interval(secs => $3)
                         THEN excluded.seen_at ELSE known.alive_since END,
      gap_seconds = CASE WHEN excluded.seen_at - known.seen_at > make_interval(secs => $3)
                         THEN extract(epoch FROM excluded.seen_at - known.seen_at)
                         ELSE known.gap_seconds END`;
const SNAPSHOT_READ = 'r';

/**
 * A heartbeat row has travelled from the source's database into ours: the source is alive (promise I9).
 * A snapshot's read of that row is no beat: what comes after it may take long.
 */
export async function recordHeartbeat(
  manager: EntityManager,
  { source, lateAfterSeconds, epochOf }: HeartbeatTable,
  messages: readonly CdcMessage[],
): Promise<TranslatedBatch> {
  const newest = messages.at(-1);
  if (!newest) return { events: [], poisons: [] };
  const parsed = heartbeat.safeParse(parseJson(newest.value));
  if (!parsed.success) {
    const error = new PoisonMessageError('heartbeat.malformed', z.prettifyError(parsed.error));
    return { events: [], poisons: [{ message: newest, error }] };
  }
  if (parsed.data.op === SNAPSHOT_READ) return { events: [], poisons: [] };
  await manager.query(SEEN, [
    source,
    new Date(parsed.data.source.ts_ms).toISOString(),
    lateAfterSeconds,
  ]);
  await noteStreaming(manager, source, epochOf(newest));
  return { events: [], poisons: [] };
}

/** A streamed heartbeat of a new epoch: the connector has left its snapshot behind. */
async function noteStreaming(manager: EntityManager, source: string, epoch: number): Promise<void> {
  if (epoch === FIRST_EPOCH) return;
  await manager.query(
    `UPDATE source_trust SET streaming_since = now()
     WHERE source = $1 AND epoch = $2 AND streaming_since IS NULL`,
    [source, epoch],
  );
}
