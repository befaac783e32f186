import type { DataSource } from 'typeorm';

/** A listing that showed another number than the one that was acknowledged. */
export interface Drift {
  readonly sku: string;
  readonly expected: number;
  /** null: the channel does not list it */
  readonly found: number | null;
}

export async function recordDrift(
  dataSource: DataSource,
  channel: string,
  drifts: readonly Drift[],
): Promise<void> {
  if (drifts.length === 0) return;
  await dataSource.query(
    `INSERT INTO channel_drift (channel, sku, expected, found)
     SELECT $1, given.* FROM unnest($2::text[], $3::int[], $4::int[]) AS given (sku, expected, found)`,
    [
      channel,
      drifts.map(({ sku }) => sku),
      drifts.map(({ expected }) => expected),
      drifts.map(({ found }) => found),
    ],
  );
}

/** All that the channel lists was read. */
export async function noteListed(dataSource: DataSource, channel: string): Promise<void> {
  await dataSource.query(
    `INSERT INTO channel_control (channel, listed_at) VALUES ($1, now())
     ON CONFLICT (channel) DO UPDATE SET listed_at = excluded.listed_at`,
    [channel],
  );
}

/** @returns milliseconds since all that the channel lists was read; undefined: it never was */
export async function listedBefore(
  dataSource: DataSource,
  channel: string,
): Promise<number | undefined> {
  const [row] = await dataSource.query<{ ago: string }[]>(
    `SELECT extract(epoch FROM now() - listed_at) * 1000 AS ago
     FROM channel_control WHERE channel = $1 AND listed_at IS NOT NULL`,
    [channel],
  );
  return row && Number(row.ago);
}
