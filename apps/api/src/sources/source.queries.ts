import type { Db } from '../database/read-database.js';

export interface HeartbeatRow {
  readonly source: string;
  readonly beat_at: Date;
  readonly seen_at: Date;
}

export const heartbeats = (db: Db): Promise<HeartbeatRow[]> =>
  db.query<HeartbeatRow[]>('SELECT source, beat_at, seen_at FROM source_heartbeat');
