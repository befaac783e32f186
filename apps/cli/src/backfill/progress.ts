import type { Backfill } from '#storage';

/** How far a backfill is, for people and programs. */
export interface BackfillProgress extends Backfill {
  /** since the connector began; null: it has not, or has read nothing */
  readonly rowsPerSecond: number | null;
  /** of reading; null: nobody can tell */
  readonly secondsLeft: number | null;
}

export function progressOf(backfill: Backfill, now: Date): BackfillProgress {
  const { rows, estimate, state, startedAt, readAt } = backfill;
  const seconds = startedAt ? ((readAt ?? now).getTime() - startedAt.getTime()) / 1000 : 0;
  const rowsPerSecond = seconds > 0 && rows > 0 ? rows / seconds : null;
  const isReading = state === 'running' && estimate !== null && rowsPerSecond !== null;
  const secondsLeft = isReading ? Math.max(0, estimate - rows) / rowsPerSecond : null;
  return { ...backfill, rowsPerSecond, secondsLeft };
}

/** Whether nothing more will come of it. */
export const isOver = ({ state }: Pick<Backfill, 'state'>): boolean =>
  state === 'done' || state === 'stopped' || state === 'failed';
