import { parseJson, PoisonMessageError } from '#contracts';
import { commitTime, type CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CapturedTable } from './source-catalog.js';
import { FIRST_EPOCH } from './source-epochs.js';
import type { TranslatedBatch, Unreadable } from './translate-messages.js';

const heartbeat = z.looseObject({ op: z.string(), source: z.looseObject({ ts_ms: commitTime }) });

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
  const poisons: Unreadable[] = [];
  const newest = messages.flatMap((message) => readBeat(message, poisons)).at(-1);
  if (!newest || newest.op === SNAPSHOT_READ) return { events: [], poisons };
  await manager.query(SEEN, [source, newest.beatAt, lateAfterSeconds]);
  await noteStreaming(manager, source, epochOf(newest.message));
  return { events: [], poisons };
}

interface Beat {
  readonly message: CdcMessage;
  readonly op: string;
  /** commit time by the source's clock, UTC */
  readonly beatAt: string;
}

/** None of what is no beat: that goes to the poisons (promise I8). */
function readBeat(message: CdcMessage, poisons: Unreadable[]): Beat[] {
  try {
    const parsed = heartbeat.safeParse(parseJson(message.value));
    if (!parsed.success) {
      throw new PoisonMessageError('heartbeat.malformed', z.prettifyError(parsed.error));
    }
    const { op, source } = parsed.data;
    return [{ message, op, beatAt: new Date(source.ts_ms).toISOString() }];
  } catch (error) {
    if (!(error instanceof PoisonMessageError)) throw error;
    poisons.push({ message, error });
    return [];
  }
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
