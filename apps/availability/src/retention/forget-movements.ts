import { forgettable, type KeptRow, type LedgerSummary } from '#domain';
import { lockProgress, type TopicPartition } from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { AVAILABILITY } from '../apply-batches.js';
import {
  readHistory,
  readSummary,
  writeSummary,
  type WrittenHistory,
  type WrittenSummary,
} from '../ledger-json.js';
import { relationId, type ContributionKey, type RelationKey } from '../stock-state.js';
import { writeMark } from './retention-mark.js';

/** The movements of one item by one source, and what became of them. */
export interface ForgottenRelation extends RelationKey {
  readonly rows: readonly ContributionKey[];
  /** with the time before which movements are forgotten now */
  readonly summary: LedgerSummary;
}

/**
 * Forgets movements of these relations that counts cover and that are older, in one transaction under the
 * partition's lock, so that no fold runs beside it (promise I4). Leaves a mark of where that was.
 *
 * @param before UTC ISO 8601
 */
export const forgetMovements = (
  dataSource: DataSource,
  at: TopicPartition,
  relations: readonly RelationKey[],
  before: string,
): Promise<readonly ForgottenRelation[]> =>
  dataSource.transaction(async (manager) => {
    const [locked] = await lockProgress(manager, AVAILABILITY, [at]);
    const inputOffset = locked?.progress.applied ?? 0n;
    const forgotten = await forgetIn(manager, at.partition, relations, before);
    if (forgotten.length === 0) return [];
    const rows = forgotten.reduce((sum, relation) => sum + relation.rows.length, 0);
    await writeMark(manager, at.partition, { inputOffset, before, relations: forgotten, rows });
    return forgotten;
  });

/** @returns the relations of which anything was forgotten */
export async function forgetIn(
  manager: EntityManager,
  partition: number,
  relations: readonly RelationKey[],
  before: string,
): Promise<readonly ForgottenRelation[]> {
  const [summaries, rows] = await Promise.all([
    readSummaries(manager, partition, relations),
    readRows(manager, partition, relations),
  ]);
  const forgotten = relations.flatMap((relation): ForgottenRelation[] => {
    const id = relationId(relation);
    const summary = summaries.get(id);
    const gone = summary ? forgettable(rows.get(id) ?? [], summary, before) : [];
    if (!summary || gone.length === 0) return [];
    const { prunedBefore } = summary;
    const latest = prunedBefore !== null && prunedBefore > before ? prunedBefore : before;
    return [{ ...relation, rows: gone, summary: { ...summary, prunedBefore: latest } }];
  });
  if (forgotten.length > 0) await remove(manager, partition, forgotten);
  return forgotten;
}

async function readSummaries(
  manager: EntityManager,
  partition: number,
  relations: readonly RelationKey[],
): Promise<ReadonlyMap<string, LedgerSummary>> {
  const rows = await manager.query<(RelationKey & { summary: WrittenSummary })[]>(
    `SELECT sku, source, summary
     FROM unnest($2::text[], $3::text[]) AS given (sku, source)
     JOIN ledger_relation USING (sku, source) WHERE partition = $1`,
    [partition, ...keysOf(relations)],
  );
  return new Map(rows.map((row) => [relationId(row), readSummary(row.summary)]));
}

type StoredRow = ContributionKey & KeptRow;

async function readRows(
  manager: EntityManager,
  partition: number,
  relations: readonly RelationKey[],
): Promise<ReadonlyMap<string, readonly StoredRow[]>> {
  const rows = await manager.query<
    (ContributionKey & { epoch: number; position: string; history: WrittenHistory })[]
  >(
    `SELECT sku, source, table_name AS table, row_key AS "rowKey", rule, epoch, position, history
     FROM unnest($2::text[], $3::text[]) AS given (sku, source)
     JOIN contribution USING (sku, source)
     WHERE partition = $1 AND history IS NOT NULL`,
    [partition, ...keysOf(relations)],
  );
  const byRelation = new Map<string, StoredRow[]>();
  for (const { epoch, position, history, ...key } of rows) {
    const id = relationId(key);
    const own = byRelation.get(id) ?? [];
    own.push({ ...key, guard: { epoch, position }, history: readHistory(history) });
    byRelation.set(id, own);
  }
  return byRelation;
}

async function remove(
  manager: EntityManager,
  partition: number,
  forgotten: readonly ForgottenRelation[],
): Promise<void> {
  const rows = forgotten.flatMap((relation) => relation.rows);
  await manager.query(
    `WITH gone AS (
       DELETE FROM contribution AS c
       USING unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS given (sku, source, table_name, row_key, rule)
       WHERE c.partition = $1 AND c.sku = given.sku AND c.source = given.source
         AND c.table_name = given.table_name AND c.row_key = given.row_key AND c.rule = given.rule)
     UPDATE ledger_relation AS r SET summary = given.summary
     FROM unnest($7::text[], $8::text[], $9::jsonb[]) AS given (sku, source, summary)
     WHERE r.partition = $1 AND r.sku = given.sku AND r.source = given.source`,
    [
      partition,
      ...keysOf(rows),
      rows.map(({ table }) => table),
      rows.map(({ rowKey }) => rowKey),
      rows.map(({ rule }) => rule),
      ...keysOf(forgotten),
      forgotten.map(({ summary }) => JSON.stringify(writeSummary(summary))),
    ],
  );
}

const keysOf = (relations: readonly RelationKey[]): [skus: string[], sources: string[]] => [
  relations.map(({ sku }) => sku),
  relations.map(({ source }) => source),
];
