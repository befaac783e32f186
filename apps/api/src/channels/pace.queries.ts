import type { Db } from '../database/read-database.js';
import type { Pace } from './pace.schema.js';

export interface PaceRow extends Pick<Pace, 'lanes' | 'limits'> {
  readonly told_at: Date;
}

/** As the channel's publisher wrote it. @returns undefined: none has served it yet */
export async function paceOf(db: Db, channel: string): Promise<PaceRow | undefined> {
  const [row] = await db.query<PaceRow[]>(
    'SELECT told_at, lanes, limits FROM channel_pace WHERE channel = $1',
    [channel],
  );
  return row;
}
