import type { DataSource } from 'typeorm';
import type { AppBudget } from './app-budget.js';

/** What a process asks of a budget that it shares with others. */
export interface ShareWanted {
  readonly app: string;
  readonly limitId: string;
  /** least that is of use, and most that is wanted */
  readonly least: number;
  readonly most: number;
  /** to be left behind for what matters more */
  readonly reserve: number;
  /** what is left of the share before */
  readonly givenBack: number;
}

export interface Share {
  /** 0: less was there than is of use */
  readonly granted: number;
  /** what was there before */
  readonly level: number;
}

const OPEN = `
  INSERT INTO app_budget (app, limit_id, level) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

const TAKE = `
  UPDATE app_budget AS budget
  SET level = counted.level - share.granted, counted_at = clock_timestamp()
  FROM (
    SELECT least($3::float8, level + $4::float8
             + $5::float8 * greatest(0, extract(epoch FROM clock_timestamp() - counted_at))) AS level
    FROM (SELECT level, counted_at FROM app_budget WHERE app = $1 AND limit_id = $2 FOR UPDATE) AS held
  ) AS counted, LATERAL (
    SELECT CASE WHEN counted.level - $8::float8 >= $6::float8
             THEN least($7::float8, counted.level - $8::float8) ELSE 0 END AS granted
  ) AS share
  WHERE budget.app = $1 AND budget.limit_id = $2
  RETURNING share.granted, counted.level`;

/** Takes a share of what all processes may spend of a limit. */
export async function takeShare(
  dataSource: DataSource,
  { atFirst, capacity, refillPerSecond }: AppBudget,
  { app, limitId, least, most, reserve, givenBack }: ShareWanted,
): Promise<Share> {
  await dataSource.query(OPEN, [app, limitId, atFirst]);
  const [rows] = await dataSource.query<[Share[], number]>(TAKE, [
    app,
    limitId,
    capacity,
    givenBack,
    refillPerSecond,
    least,
    most,
    reserve,
  ]);
  return rows[0] ?? { granted: 0, level: 0 };
}
