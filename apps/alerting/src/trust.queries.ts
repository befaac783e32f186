import type { EntityManager } from 'typeorm';
import type { LevelsDifferent, OpenReconciliations, SourceInDoubt } from './judge-trust.js';

type Db = Pick<EntityManager, 'query'>;

export const sourcesInDoubt = (db: Db, sources: readonly string[]): Promise<SourceInDoubt[]> =>
  db.query<SourceInDoubt[]>(
    `SELECT source, reason, since, epoch > 1 AND EXISTS (
       SELECT FROM source_epoch AS begun
       WHERE begun.source = trust.source AND begun.epoch = trust.epoch) AS "isRepaired"
     FROM source_trust AS trust
     WHERE NOT verified AND source = ANY ($1::text[]) ORDER BY source`,
    [sources],
  );

export const openReconciliations = (db: Db): Promise<OpenReconciliations[]> =>
  db.query<OpenReconciliations[]>(
    `SELECT kind, source, count(*)::int AS count, min(found_at) AS "oldestAt"
     FROM reconciliation_exception WHERE settled_at IS NULL GROUP BY kind, source`,
  );

export const levelsDifferent = (db: Db, sources: readonly string[]): Promise<LevelsDifferent[]> =>
  db.query<LevelsDifferent[]>(
    `SELECT source, differences - mended AS count, at
     FROM (SELECT DISTINCT ON (source) source, differences, mended, at
           FROM reconciliation WHERE source = ANY ($1::text[])
           ORDER BY source, id DESC) AS newest
     WHERE differences > mended ORDER BY source`,
    [sources],
  );
