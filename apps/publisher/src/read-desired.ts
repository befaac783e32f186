import type { DataSource } from 'typeorm';

/** An item's newest numbers, as the availability stage has stored them. */
export interface StoredItem {
  readonly sku: string;
  readonly version: number;
  readonly channels: Readonly<Record<string, number>>;
  readonly recordedAt: string;
}

interface Row {
  sku: string;
  version: string;
  channels: Record<string, number>;
  recorded_at: Date;
}

export const readItems = (dataSource: DataSource, partition: number): Promise<StoredItem[]> =>
  read(dataSource, 'WHERE partition = $1', [partition]);

/** Items written in the last so many seconds: heals whatever an announcement may have missed. */
export const readRecentItems = (dataSource: DataSource, seconds: number): Promise<StoredItem[]> =>
  read(dataSource, `WHERE applied_at > now() - $1 * interval '1 second'`, [seconds]);

async function read(
  dataSource: DataSource,
  condition: string,
  parameters: unknown[],
): Promise<StoredItem[]> {
  const rows = await dataSource.query<Row[]>(
    `SELECT sku, version, channels, recorded_at FROM item ${condition}`,
    parameters,
  );
  return rows.map((row) => ({
    sku: row.sku,
    version: Number(row.version),
    channels: row.channels,
    recordedAt: row.recorded_at.toISOString(),
  }));
}
