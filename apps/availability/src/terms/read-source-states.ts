import type { Policy } from '#config';
import { sourceFreshness, type SourceState } from '#domain';
import type { EntityManager } from 'typeorm';

interface SourceRow {
  source: string;
  /** milliseconds since 1970; null: never */
  heard_at: number | null;
  alive_since: number | null;
  gap_seconds: number | null;
  verified: boolean;
  now: number;
}

const MILLISECONDS = (column: string): string =>
  `CASE WHEN isfinite(${column}) THEN extract(epoch FROM ${column})::double precision * 1000 END`;

const STATES = `
  SELECT given.source, ${MILLISECONDS('beat.seen_at')} AS heard_at,
         ${MILLISECONDS('beat.alive_since')} AS alive_since, beat.gap_seconds,
         coalesce(trust.verified, true) AS verified, ${MILLISECONDS('clock_timestamp()')} AS now
  FROM unnest($1::text[]) AS given (source)
  LEFT JOIN source_heartbeat AS beat USING (source)
  LEFT JOIN source_trust AS trust USING (source)`;

/**
 * How far each source of the policy may be trusted now. By the database's clock, which every process shares:
 * who noted a heartbeat and who looks for it need not agree on the time.
 */
export async function readSourceStates(
  manager: Pick<EntityManager, 'query'>,
  policy: Policy,
): Promise<Record<string, SourceState>> {
  const rows = await manager.query<SourceRow[]>(STATES, [Object.keys(policy.sources)]);
  return Object.fromEntries(rows.map((row) => [row.source, stateOf(row, policy)]));
}

function stateOf(row: SourceRow, { sources }: Policy): SourceState {
  const limits = sources[row.source];
  if (!limits) throw new Error(`the policy has no source ${row.source}`);
  const signs = {
    heardAt: row.heard_at,
    aliveSince: row.alive_since ?? Number.NEGATIVE_INFINITY,
    gapSeconds: row.gap_seconds ?? 0,
  };
  const { staleAfterSeconds: lateAfterSeconds, ...others } = limits;
  const freshness = sourceFreshness(signs, { lateAfterSeconds, ...others }, row.now);
  return { ...freshness, verified: row.verified };
}
