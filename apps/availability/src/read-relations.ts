import type { RowHistory } from '#domain';
import type { EntityManager } from 'typeorm';
import { readHistory, type WrittenHistory } from './ledger-json.js';
import type { PartitionState } from './read-states.js';
import { contributionId, relationId, type RelationKey } from './stock-state.js';

interface HistoryRow {
  sku: string;
  source: string;
  table_name: string;
  row_key: string;
  rule: string;
  history: WrittenHistory;
}

/** The state with all movements of these items by these sources: what a count or a cancellation needs. */
export async function withRelations(
  manager: EntityManager,
  { state, ...partition }: PartitionState,
  keys: readonly RelationKey[],
): Promise<PartitionState> {
  const rows = await manager.query<HistoryRow[]>(
    `SELECT c.sku, c.source, c.table_name, c.row_key, c.rule, c.history
     FROM unnest($2::text[], $3::text[]) AS wanted (sku, source)
     JOIN contribution AS c
       ON c.partition = $1 AND c.sku = wanted.sku AND c.source = wanted.source
      AND c.history IS NOT NULL`,
    [partition.partition, keys.map(({ sku }) => sku), keys.map(({ source }) => source)],
  );
  const relations = new Map(keys.map((key) => [relationId(key), new Map<string, RowHistory>()]));
  for (const row of rows) {
    const id = contributionId({ ...row, table: row.table_name, rowKey: row.row_key });
    relations.get(relationId(row))?.set(id, readHistory(row.history));
  }
  return { ...partition, state: { ...state, relations } };
}
