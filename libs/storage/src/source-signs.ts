import type { EntityManager } from 'typeorm';

/** What has travelled from a source into our state (promise I9). */
export interface SourceSigns {
  readonly source: string;
  /** commit time of the newest heartbeat, by the source's clock; null: never heard */
  readonly beatAt: Date | null;
  /** when that heartbeat had arrived */
  readonly seenAt: Date | null;
  /** when the newest message of any of its tables had arrived */
  readonly arrivedAt: Date | null;
}

/** @param topicPrefixes of each source: what the topics of its tables begin with */
export const sourceSigns = (
  db: Pick<EntityManager, 'query'>,
  topicPrefixes: Readonly<Record<string, string>>,
): Promise<SourceSigns[]> =>
  db.query<SourceSigns[]>(
    `SELECT given.source, beat.beat_at AS "beatAt", beat.seen_at AS "seenAt",
       (SELECT max(updated_at) FROM stage_progress
        WHERE stage = 'normalizer' AND starts_with(topic, given.prefix)) AS "arrivedAt"
     FROM unnest($1::text[], $2::text[]) AS given (source, prefix)
     LEFT JOIN source_heartbeat AS beat USING (source)
     ORDER BY given.source`,
    [Object.keys(topicPrefixes), Object.values(topicPrefixes)],
  );
