import type { DataSource } from 'typeorm';

/** Items that every channel was told, and shows. @returns the channels' names */
export async function storeAtRest(
  dataSource: DataSource,
  items: number,
  channelCount: number,
): Promise<readonly string[]> {
  const channels = Array.from({ length: channelCount }, (_, at) => `channel-${at}`);
  const numbers = Object.fromEntries(channels.map((channel) => [channel, 40]));
  await dataSource.query(
    `INSERT INTO item (partition, sku, version, channels, policy_version, last_offset, recorded_at,
                       applied_at)
     SELECT at % 4, 'SKU-' || lpad(at::text, 7, '0'), 1, $2::jsonb, 'bench', at, now(), now()
     FROM generate_series(0, $1::int - 1) AS at`,
    [items, JSON.stringify(numbers)],
  );
  for (const channel of channels) {
    await dataSource.query(
      `INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
         acknowledged_version, acknowledged_quantity, acknowledged_at, recorded_at)
       SELECT $2, 'SKU-' || lpad(at::text, 7, '0'), 1, 1, 40, now(), 1, 40, now(), now()
       FROM generate_series(0, $1::int - 1) AS at`,
      [items, channel],
    );
    console.log(`${channel}: ${items} listings stored`);
  }
  return channels;
}
