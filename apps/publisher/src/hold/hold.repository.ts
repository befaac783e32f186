import type { DataSource } from 'typeorm';

export interface Hold {
  readonly channel: string;
  /** listings that show units and shall show none */
  readonly held: number;
  readonly showing: number;
  /** some of their skus */
  readonly samples: readonly string[];
  readonly cause: string;
}

const OPEN = `
  INSERT INTO mass_zero (channel, held, showing, samples, cause, confirmed_at)
  VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END)
  ON CONFLICT (channel) WHERE ended_at IS NULL
  DO UPDATE SET held = excluded.held, showing = excluded.showing, samples = excluded.samples,
                cause = excluded.cause,
                confirmed_at = coalesce(mass_zero.confirmed_at, excluded.confirmed_at)
  RETURNING confirmed_at IS NOT NULL AS "isConfirmed"`;

/**
 * Writes down that zeros are held. One that an owner before left open goes on, with what somebody has
 * said of it.
 */
export async function openHold(
  dataSource: DataSource,
  { channel, held, showing, samples, cause }: Hold,
  confirmed: boolean,
): Promise<{ readonly isConfirmed: boolean }> {
  const [row] = await dataSource.query<{ isConfirmed: boolean }[]>(OPEN, [
    channel,
    held,
    showing,
    samples,
    cause,
    confirmed,
  ]);
  return { isConfirmed: row?.isConfirmed ?? false };
}

/** Nothing waits to be told zero any more: it was told, or has units again. */
export async function endHold(dataSource: DataSource, channel: string): Promise<void> {
  await dataSource.query(
    'UPDATE mass_zero SET ended_at = now() WHERE channel = $1 AND ended_at IS NULL',
    [channel],
  );
}
