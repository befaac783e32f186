import type { RiskTerm } from '#domain';
import type { Db } from '../database/read-database.js';

export interface LookRow {
  readonly looked_at: Date;
  readonly items: number;
}

export const lookAt = async (db: Db, location: string): Promise<LookRow | undefined> =>
  (
    await db.query<LookRow[]>('SELECT looked_at, items FROM count_look WHERE location = $1', [
      location,
    ])
  )[0];

export interface CandidateRow {
  readonly sku: string;
  readonly risk: number;
  readonly book: string;
  readonly per_day: number;
  readonly counted_at: Date | null;
  readonly terms: readonly RiskTerm[];
}

export const candidates = (db: Db, location: string, most: number): Promise<CandidateRow[]> =>
  db.query<CandidateRow[]>(
    `SELECT sku, risk, book, per_day, counted_at, terms FROM count_candidate
     WHERE location = $1 ORDER BY risk DESC, sku LIMIT $2`,
    [location, most],
  );
