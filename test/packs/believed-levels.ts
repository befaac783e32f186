import { BUCKETS } from '#domain';
import type { DataSource } from 'typeorm';

/** What Shelfwire believes of a source: `sku@location bucket` → quantity, where there is any. */
export async function believedLevels(
  state: DataSource,
  source: string,
): Promise<Record<string, number>> {
  const values = BUCKETS.map((bucket) => `('${bucket}', ${bucket})`).join(', ');
  const rows = await state.query<{ name: string; quantity: string }[]>(
    `SELECT sku || '@' || location || ' ' || bucket AS name, quantity
     FROM stock_position, LATERAL (VALUES ${values}) AS held (bucket, quantity)
     WHERE source = $1 AND quantity <> 0`,
    [source],
  );
  return Object.fromEntries(rows.map(({ name, quantity }) => [name, Number(quantity)]));
}

/** Changes that came to nothing: parked, or waiting for what never came. */
export async function setAside(state: DataSource): Promise<string[]> {
  const rows = await state.query<{ why: string }[]>(
    `SELECT code || ': ' || reason AS why FROM parked_message
     UNION ALL SELECT 'waits for ' || awaits FROM waiting_change`,
  );
  return rows.map(({ why }) => why);
}
