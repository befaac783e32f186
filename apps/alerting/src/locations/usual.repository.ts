import type { Usual } from '#domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { placeKey, type Place } from './watched-place.js';

export interface LearntUsual {
  readonly usual: Usual;
  readonly learntAt: Date;
}

interface UsualRow extends Place {
  readonly per_hour: readonly number[];
  readonly hours: number;
  readonly unlikely_gap: number;
  readonly learnt_at: Date;
}

/** What was learnt lives in the database: the API shows it, and a restart need not learn it again. */
@Injectable()
export class UsualRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By `placeKey`. */
  async all(): Promise<Map<string, LearntUsual>> {
    const rows = await this.dataSource.query<UsualRow[]>('SELECT * FROM location_usual');
    return new Map(
      rows.map((row) => [
        placeKey(row),
        {
          usual: {
            pace: { perHour: row.per_hour, hours: row.hours },
            unlikelyGap: row.unlikely_gap,
          },
          learntAt: row.learnt_at,
        },
      ]),
    );
  }

  async save({ location, source }: Place, { pace, unlikelyGap }: Usual, at: Date): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO location_usual (location, source, per_hour, hours, unlikely_gap, learnt_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (location, source) DO UPDATE
       SET per_hour = excluded.per_hour, hours = excluded.hours,
           unlikely_gap = excluded.unlikely_gap, learnt_at = excluded.learnt_at`,
      [location, source, pace.perHour, pace.hours, unlikelyGap, at.toISOString()],
    );
  }
}
