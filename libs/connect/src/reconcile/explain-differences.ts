import type { DataSource } from 'typeorm';
import { placeId, type Difference } from './compare-levels.js';

export interface ExplainedDifference extends Difference {
  /** the rows that make what is kept, the largest first */
  readonly rows: readonly string[];
  /** when anything last changed there; null: nothing is kept of it */
  readonly changedAt: Date | null;
  readonly mended: boolean;
}

interface RowThere {
  readonly sku: string;
  readonly location: string;
  readonly bucket: Difference['bucket'];
  readonly table_name: string;
  readonly row_key: string;
  readonly rule: string;
  readonly quantity: string;
}

/** Each difference with the rows that led to what is kept, and since when that is so. */
export async function explainDifferences(
  dataSource: DataSource,
  source: string,
  differences: readonly Difference[],
): Promise<readonly ExplainedDifference[]> {
  const skus = [...new Set(differences.map(({ sku }) => sku))];
  const rows = await dataSource.query<RowThere[]>(
    `SELECT sku, location, bucket, table_name, row_key, rule, trim_scale(quantity)::text AS quantity
     FROM contribution WHERE source = $1 AND sku = ANY ($2::text[]) AND bucket IS NOT NULL
     ORDER BY abs(quantity) DESC, table_name, row_key`,
    [source, skus],
  );
  const changes = await dataSource.query<{ sku: string; location: string; updated_at: Date }[]>(
    `SELECT sku, location, updated_at FROM stock_position
     WHERE source = $1 AND sku = ANY ($2::text[])`,
    [source, skus],
  );
  const changedAt = new Map(
    changes.map(({ sku, location, updated_at: at }) => [JSON.stringify([sku, location]), at]),
  );
  const there = new Map<string, string[]>();
  for (const row of rows) {
    const line = `${row.quantity} from ${row.table_name} ${row.row_key} (rule ${row.rule})`;
    there.set(placeId(row), [...(there.get(placeId(row)) ?? []), line]);
  }
  return differences.map((each) => ({
    ...each,
    rows: there.get(placeId(each)) ?? [],
    changedAt: changedAt.get(JSON.stringify([each.sku, each.location])) ?? null,
    mended: false,
  }));
}
