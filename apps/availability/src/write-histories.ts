import type { EntityManager } from 'typeorm';
import type { FoldedPartition } from './fold-partition.js';
import { historyColumns } from './stored-history.js';

const STORE = `
  INSERT INTO item_history SELECT * FROM jsonb_populate_recordset(NULL::item_history, $1::jsonb)
  ON CONFLICT (partition, sku, location, source) DO UPDATE
  SET newest_day = excluded.newest_day, days = excluded.days, sizes = excluded.sizes,
      counted_at = excluded.counted_at`;

export async function writeHistories(
  manager: EntityManager,
  folded: readonly FoldedPartition[],
): Promise<void> {
  const rows = folded.flatMap(({ partition, histories }) =>
    [...histories.values()].map(({ history, ...key }) => ({
      partition,
      ...key,
      ...historyColumns(history),
    })),
  );
  if (rows.length > 0) await manager.query(STORE, [JSON.stringify(rows)]);
}
