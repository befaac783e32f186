import type { EntityManager } from 'typeorm';
import type { SourceCatalog } from './source-catalog.js';
import type { Unreadable } from './translate-messages.js';

/** Poison after which rows may be wrong, not only a message lost: what is known of the source is in doubt. */
const DOUBTFUL = new Set(['change.truncate', 'change.column_missing', 'change.unavailable_value']);

interface Doubt {
  readonly epoch: number;
  readonly reason: string;
}

/**
 * Marks sources as unverified whose tables were truncated or have another shape than their pack says:
 * their locations show a safe quantity until the snapshot of a later epoch has repaired them (promise
 * I10). A message of an epoch that is over says nothing of the one after it.
 */
export async function distrustSources(
  manager: EntityManager,
  catalog: SourceCatalog,
  poisons: readonly Unreadable[],
): Promise<void> {
  const doubts = new Map<string, Doubt>();
  for (const { message, error } of poisons) {
    if (!DOUBTFUL.has(error.code)) continue;
    const { source, epochOf } = catalog.tableOf(message.topic);
    const epoch = epochOf(message);
    if ((doubts.get(source)?.epoch ?? 0) >= epoch) continue;
    doubts.set(source, { epoch, reason: `${error.code}: ${error.message}` });
  }
  if (doubts.size === 0) return;
  await manager.query(
    `INSERT INTO source_trust AS trust (source, verified, reason, doubted_in)
     SELECT source, false, reason, epoch
     FROM unnest($1::text[], $2::text[], $3::int[]) AS given (source, reason, epoch)
     ON CONFLICT (source) DO UPDATE
     SET verified = false, doubted_in = excluded.doubted_in,
         reason = CASE WHEN trust.verified THEN excluded.reason ELSE trust.reason END,
         since = CASE WHEN trust.verified THEN now() ELSE trust.since END
     WHERE excluded.doubted_in = trust.epoch AND trust.doubted_in < trust.epoch`,
    [
      [...doubts.keys()],
      [...doubts.values()].map(({ reason }) => reason),
      [...doubts.values()].map(({ epoch }) => epoch),
    ],
  );
}
