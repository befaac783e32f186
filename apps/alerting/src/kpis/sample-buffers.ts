import type { Policy } from '#config';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/**
 * What a channel might show is its formula without the buffer; what it shows instead is the number that
 * stands. So a dynamic buffer is measured as a fixed one is, and a cap that binds anyway costs nothing.
 */
const SAMPLE = `
  WITH rule AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS rule (
      channel text, first_party boolean, cap numeric, weight numeric)),
  draws AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS draws (
      channel text, location text, protect numeric)),
  free AS (
    SELECT rule.channel, rule.cap, rule.weight, stock.partition, stock.sku,
      sum(greatest(0, floor(greatest(0, stock.available_base - stock.claimed)) - draws.protect))
        AS units
    FROM rule JOIN draws USING (channel) JOIN location_stock AS stock USING (location)
    WHERE stock.sellable_to = 'all' OR (stock.sellable_to = 'first_party' AND rule.first_party)
    GROUP BY rule.channel, rule.cap, rule.weight, stock.partition, stock.sku),
  open AS (
    SELECT free.channel, (item.channels ->> free.channel)::numeric AS shown,
      least(free.cap, floor(coalesce(free.weight, 1) * free.units)) AS units
    FROM free JOIN item USING (partition, sku)
    WHERE item.channels ? free.channel)
  INSERT INTO buffer_sample (channel, hour, items, sellable, withheld)
  SELECT channel, date_trunc('hour', $3::timestamptz, 'UTC'), count(*), sum(units),
         sum(greatest(0, units - shown))
  FROM open GROUP BY channel
  ON CONFLICT (channel, hour) DO NOTHING`;

/** Looks, once an hour, at what the buffers of all channels withhold. */
export async function sampleBuffers(
  manager: Db,
  { channels }: Pick<Policy, 'channels'>,
  now: Date,
): Promise<void> {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  const known = await manager.query<unknown[]>(
    'SELECT FROM buffer_sample WHERE hour = $1::timestamptz LIMIT 1',
    [hour],
  );
  if (known.length > 0) return;
  const rules = Object.entries(channels).map(([channel, { firstParty, cap, mode, weight }]) => ({
    channel,
    first_party: firstParty,
    cap,
    weight: mode === 'partitioned' ? weight : null,
  }));
  const draws = Object.entries(channels).flatMap(([channel, { pool, protect }]) =>
    pool.map((location) => ({ channel, location, protect: protect[location] ?? 0 })),
  );
  await manager.query(SAMPLE, [JSON.stringify(rules), JSON.stringify(draws), now]);
}
