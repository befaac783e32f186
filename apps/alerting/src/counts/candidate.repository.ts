import type { RiskTerm } from '#domain';
import type { EntityManager } from 'typeorm';

/** An item that should be counted. */
export interface Candidate {
  readonly sku: string;
  readonly risk: number;
  readonly book: number;
  readonly perDay: number;
  readonly countedAt: Date | null;
  readonly terms: readonly RiskTerm[];
}

type Db = Pick<EntityManager, 'query'>;

/** Replaces what was found at a location before; in a transaction of the caller's. */
export async function replaceCandidates(
  manager: Db,
  location: string,
  items: number,
  candidates: readonly Candidate[],
  now: Date,
): Promise<void> {
  await manager.query('DELETE FROM count_candidate WHERE location = $1', [location]);
  await manager.query(
    `INSERT INTO count_candidate (location, sku, risk, book, per_day, counted_at, terms)
     SELECT $1, sku, risk, book, per_day, counted_at, terms
     FROM jsonb_populate_recordset(NULL::count_candidate, $2::jsonb)`,
    [location, JSON.stringify(candidates.map(toRow))],
  );
  await manager.query(
    `INSERT INTO count_look (location, looked_at, items) VALUES ($1, $2, $3)
     ON CONFLICT (location) DO UPDATE SET looked_at = excluded.looked_at, items = excluded.items`,
    [location, now, items],
  );
}

const toRow = ({ perDay, countedAt, ...candidate }: Candidate) => ({
  ...candidate,
  per_day: perDay,
  counted_at: countedAt,
});

/** Locations by when they were looked at; one that is missing was never. */
export async function looks(manager: Db): Promise<ReadonlyMap<string, Date>> {
  const rows = await manager.query<{ location: string; looked_at: Date }[]>(
    'SELECT location, looked_at FROM count_look',
  );
  return new Map(rows.map(({ location, looked_at }) => [location, looked_at]));
}
