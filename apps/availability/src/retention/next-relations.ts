import type { EntityManager } from 'typeorm';
import type { RelationKey } from '../stock-state.js';

/** Relations that are looked at at once. */
const PAGE = 50;
/** Rows that one transaction reads, unless a single relation has more. */
const ROWS = 1_000;

export interface RelationPage {
  /** those that have movements which may be forgotten */
  readonly relations: readonly RelationKey[];
  /** where to go on; undefined: nothing comes after these */
  readonly last: RelationKey | undefined;
}

interface FoundRelation extends RelationKey {
  readonly rows: number;
  readonly old: number;
}

/**
 * Looks for movements older than `before` and than a count, without a lock: what is found is judged again
 * under it. Rows of a source in doubt wait: its snapshot says which of them are still there.
 *
 * @param after the relation to begin behind
 */
export async function nextRelations(
  db: Pick<EntityManager, 'query'>,
  partition: number,
  after: RelationKey,
  before: string,
): Promise<RelationPage> {
  const found = await db.query<FoundRelation[]>(
    `SELECT page.sku, page.source, kept.rows, kept.old
     FROM (SELECT sku, source, (SELECT max((base->'cut'->>'at') COLLATE "C")
                                FROM jsonb_array_elements(summary->'bases') AS base) AS counted_at
           FROM ledger_relation
           WHERE partition = $1 AND (sku, source) > ($2, $3)
           ORDER BY sku, source LIMIT ${PAGE}) AS page
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS rows,
              count(*) FILTER (WHERE history->-1->>'effect' <> 'count'
                AND (history->-1->'stamp'->>'at') COLLATE "C" < $4
                AND (history->-1->'stamp'->>'at') COLLATE "C" < page.counted_at)::int AS old
       FROM contribution AS c
       WHERE c.partition = $1 AND c.sku = page.sku AND c.source = page.source
         AND c.history IS NOT NULL
         AND NOT EXISTS (SELECT FROM source_trust AS trust
                         WHERE trust.source = page.source AND NOT trust.verified)) AS kept
     ORDER BY page.sku, page.source`,
    [partition, after.sku, after.source, before],
  );
  return withinBounds(found);
}

function withinBounds(found: readonly FoundRelation[]): RelationPage {
  const relations: RelationKey[] = [];
  let rows = 0;
  for (const [index, { sku, source, ...kept }] of found.entries()) {
    if (kept.old === 0) continue;
    if (relations.length > 0 && rows + kept.rows > ROWS) {
      return { relations, last: found[index - 1] };
    }
    relations.push({ sku, source });
    rows += kept.rows;
  }
  return { relations, last: found.length < PAGE ? undefined : found.at(-1) };
}
