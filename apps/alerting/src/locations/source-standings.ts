import type { EntityManager } from 'typeorm';
import type { JudgedSource } from '../judge-sources.js';

/** What is known of a source. */
export interface SourceStanding {
  /** since when its heartbeats have come without a gap, milliseconds since 1970; null: it is silent */
  readonly aliveSince: number | null;
  readonly isVerified: boolean;
}

interface Row {
  readonly source: string;
  /** milliseconds since 1970; null: since ever */
  readonly alive_since: number | null;
  readonly verified: boolean;
}

const ROWS = `
  SELECT given.source, coalesce(trust.verified, true) AS verified,
         CASE WHEN isfinite(beat.alive_since)
              THEN extract(epoch FROM beat.alive_since)::float8 * 1000 END AS alive_since
  FROM unnest($1::text[]) AS given (source)
  LEFT JOIN source_heartbeat AS beat USING (source)
  LEFT JOIN source_trust AS trust USING (source)`;

/** By source: whether silence of a location can mean anything. */
export async function sourceStandings(
  db: Pick<EntityManager, 'query'>,
  judged: readonly JudgedSource[],
): Promise<ReadonlyMap<string, SourceStanding>> {
  const rows = await db.query<Row[]>(ROWS, [judged.map(({ source }) => source)]);
  const known = new Map(rows.map((row) => [row.source, row]));
  return new Map(
    judged.map(({ source, state }) => {
      const row = known.get(source);
      const aliveSince = state === 'stale' ? null : (row?.alive_since ?? 0);
      return [source, { aliveSince, isVerified: row?.verified ?? true }];
    }),
  );
}
