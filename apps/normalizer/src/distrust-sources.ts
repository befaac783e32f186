import type { EntityManager } from 'typeorm';
import type { SourceCatalog } from './source-catalog.js';
import type { Unreadable } from './translate-messages.js';

/** Poison after which rows may be wrong, not only a message lost: what is known of the source is in doubt. */
const DOUBTFUL = new Set(['change.truncate', 'change.column_missing', 'change.unavailable_value']);

/**
 * Marks sources as unverified whose tables were truncated or have another shape than their pack says:
 * their locations show a safe quantity until a snapshot has repaired them (promise I10).
 */
export async function distrustSources(
  manager: EntityManager,
  catalog: SourceCatalog,
  poisons: readonly Unreadable[],
): Promise<void> {
  const reasons = new Map<string, string>();
  for (const { message, error } of poisons) {
    if (!DOUBTFUL.has(error.code)) continue;
    const { source } = catalog.tableOf(message.topic);
    if (!reasons.has(source)) reasons.set(source, `${error.code}: ${error.message}`);
  }
  if (reasons.size === 0) return;
  await manager.query(
    `INSERT INTO source_trust AS trust (source, verified, reason)
     SELECT source, false, reason FROM unnest($1::text[], $2::text[]) AS given (source, reason)
     ON CONFLICT (source) DO UPDATE
     SET verified = false, reason = excluded.reason, since = now()
     WHERE trust.verified`,
    [[...reasons.keys()], [...reasons.values()]],
  );
}
