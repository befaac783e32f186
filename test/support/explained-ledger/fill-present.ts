import type { DataSource } from 'typeorm';
import { keepRules } from '../../../apps/availability/src/terms/keep-rules.js';
import { PLACES, rowKeyOf, type PlaceName } from './change.js';
import { CLAIMED_UNITS, MIDDLE_MS, numbersOf, POLICIES, skuOf, type Stock } from './world.js';

/** What the stages keep of the present, as the past left it. @param partitions items are dealt out to them */
export async function fillPresent(
  dataSource: DataSource,
  stocks: readonly Stock[],
  partitions: number,
): Promise<void> {
  const { manager } = dataSource;
  for (const policy of POLICIES) await keepRules(manager, policy);
  const items = stocks.flatMap((stock, item) =>
    stock.version === 0 ? [] : [{ ...stock, item, sku: skuOf(item), partition: item % partitions }],
  );
  await dataSource.query(
    `INSERT INTO item (partition, sku, version, channels, policy_version, last_offset, recorded_at, applied_at)
     SELECT partition, sku, version, channels, policy, 0, at, at
     FROM jsonb_to_recordset($1) AS i (partition int, sku text, version bigint, channels jsonb, policy text, at timestamptz)`,
    [
      JSON.stringify(
        items.map(({ partition, sku, ...stock }) => ({
          partition,
          sku,
          version: stock.version,
          channels: numbersOf(stock),
          policy: POLICIES[stock.half].policyVersion,
          at: new Date(stock.appliedMs).toISOString(),
        })),
      ),
    ],
  );
  for (const place of ['leeds', 'depot'] as const) await fillPlace(dataSource, items, place);
  await fillClaims(
    dataSource,
    items.filter(({ claimed }) => claimed > 0).map(({ sku }) => sku),
  );
}

type Kept = Stock & { readonly item: number; readonly sku: string; readonly partition: number };

async function fillPlace(
  dataSource: DataSource,
  items: readonly Kept[],
  place: PlaceName,
): Promise<void> {
  const { source, table } = PLACES[place];
  await dataSource.query(
    `WITH given AS (
       SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $9::int[])
         AS g (partition, sku, units, row_key, claimed)),
     positions AS (
       INSERT INTO stock_position (partition, sku, location, source, available_base, hub_version, updated_at)
       SELECT partition, sku, $5, $6, units, 1, $8::timestamptz FROM given),
     stocks AS (
       INSERT INTO location_stock (partition, sku, location, available_base, claimed)
       SELECT partition, sku, $5, units, claimed FROM given)
     INSERT INTO contribution (partition, sku, source, table_name, row_key, rule, location, bucket,
                               quantity, epoch, position, cdc_offset, revision)
     SELECT partition, sku, $6, $7, row_key, 'level', $5, 'available_base', units, 1, '', 0, 0
     FROM given WHERE units > 0`,
    [
      items.map(({ partition }) => partition),
      items.map(({ sku }) => sku),
      items.map((kept) => kept[place]),
      items.map(({ item }) => rowKeyOf(item, place)),
      place,
      source,
      table,
      new Date(MIDDLE_MS),
      items.map(({ claimed }) => (place === 'leeds' ? claimed : 0)),
    ],
  );
}

const fillClaims = (dataSource: DataSource, skus: readonly string[]): Promise<unknown> =>
  dataSource.query(
    `WITH made AS (
       SELECT gen_random_uuid() AS id, sku FROM unnest($1::text[]) AS g (sku)),
     claims AS (
       INSERT INTO claim (id, kind, state, channel, shopper, stage, order_type, order_id, created_at, committed_at)
       SELECT id, 'order', 'committed', 'bazaar', 'known', 'checkout', 'sale', sku, $2, $2 FROM made)
     INSERT INTO claim_line (claim, sku, location, quantity, held, refs)
     SELECT id, sku, 'leeds', $3, true, '{}' FROM made`,
    [skus, new Date(MIDDLE_MS), CLAIMED_UNITS],
  );
