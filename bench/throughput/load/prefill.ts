import type { Database } from '../arena.js';
import type { BenchPolicy } from '../policy.js';
import { LOCATIONS, rowsOf, type LoadSpec } from './changes.js';
import { FIRST_COMMIT_MS } from './stock-record.js';
import { PARTITIONS } from './stock-load.js';

/**
 * Puts every row of a load into Shelfwire's tables as its first version left it: what the row
 * contributes, the position, what can be claimed of it, the item, and the ledger line that says so. The
 * lines are sealed by any hash: what is measured goes on from the head and looks at none before it.
 */
export async function prefill(
  { client }: Database,
  spec: LoadSpec,
  policy: BenchPolicy,
): Promise<void> {
  const rows = rowsOf(spec);
  console.log(`${spec.name}: putting ${rows} item-locations into the tables …`);
  const channels = Object.fromEntries(policy.channels.map(({ id }) => [id, 0]));
  await client.query('SET synchronous_commit = off');
  await client.query(`SET maintenance_work_mem = '1GB'`);
  await client.query(GIVEN(spec, rows));
  const { rows: indexes } = await client.query<Index>(INDEXES, [TABLES]);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query(CONTRIBUTIONS);
  await client.query(POSITIONS);
  await client.query(CLAIMABLE);
  await client.query(ITEMS, [JSON.stringify(channels), policy.policy.policyVersion]);
  await client.query(LEDGER, [policy.policy.policyVersion]);
  await client.query(HEADS);
  await client.query('DROP TABLE given');
  for (const { definition } of indexes) await client.query(definition);
  await client.query(`VACUUM ANALYZE ${TABLES.join(', ')}`);
  await client.query('CHECKPOINT');
}

const TABLES = [
  'contribution',
  'stock_position',
  'location_stock',
  'item',
  'ledger_line',
  'ledger_head',
];

interface Index {
  readonly name: string;
  readonly definition: string;
}

/** All but primary keys: they are built at the end, which takes a part of the time. */
const INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
  FROM pg_index WHERE indrelid = ANY ($1::text[]::regclass[]) AND NOT indisprimary`;

/** In key order, so that the primary keys grow at their end. */
const GIVEN = ({ items, locationsPerItem }: LoadSpec, rows: number): string => `
  CREATE UNLOGGED TABLE given AS
  SELECT (item % ${PARTITIONS})::int AS partition, 'SKU-' || lpad(item::text, 7, '0') AS sku,
         (ARRAY['${LOCATIONS.join("', '")}'])[place + 1] AS location,
         'item_id=' || item || ',location_id=' || (place + 1) AS row_key,
         100 + row % 50 AS quantity,
         '0000000001.' || lpad((4096 + row * 256)::text, 20, '0') || '.0000000001' AS position, row
  FROM (SELECT row, row % ${items} AS item,
               ${locationsPerItem === 1 ? `row % ${LOCATIONS.length}` : `row / ${items}`} AS place
        FROM generate_series(0, ${rows - 1}) AS row) AS rows
  ORDER BY partition, sku, location`;

const AT = `'${new Date(FIRST_COMMIT_MS).toISOString()}'::timestamptz`;

const CONTRIBUTIONS = `
  INSERT INTO contribution (partition, sku, source, table_name, row_key, rule, location, bucket,
                            quantity, epoch, position, cdc_offset, revision)
  SELECT partition, sku, 'pos', 'ospos_item_quantities', row_key, 'level', location,
         'available_base', quantity, 1, position, row, 0
  FROM given`;

const POSITIONS = `
  INSERT INTO stock_position (partition, sku, location, source, available_base, hub_version,
                              updated_at)
  SELECT partition, sku, location, 'pos', quantity, 1, ${AT} FROM given`;

const CLAIMABLE = `
  INSERT INTO location_stock (partition, sku, location, available_base)
  SELECT partition, sku, location, quantity FROM given`;

/** What was announced of them is of no account: only what changes is checked. */
const ITEMS = `
  INSERT INTO item (partition, sku, version, channels, policy_version, last_offset, recorded_at,
                    applied_at)
  SELECT DISTINCT ON (partition, sku) partition, sku, 1, $1::jsonb, $2, 0, ${AT}, ${AT} FROM given
  ORDER BY partition, sku`;

const LEDGER = `
  INSERT INTO ledger_line (partition, line, event_id, sku, location, bucket, kind, effect, change,
                           contributes, source, table_name, row_key, rule, op, epoch, position,
                           transaction_id, cdc_topic, cdc_partition, cdc_offset, input_offset,
                           version, policy_version, occurred_at, recorded_at, ingested_at,
                           applied_at, previous, hash)
  SELECT partition, row_number() OVER (PARTITION BY partition), md5(row::text), sku, location,
         'available_base', 'level', 'absolute', quantity, quantity, 'pos', 'ospos_item_quantities',
         row_key, 'level', 'c', 1, position, '0-1-' || row, 'cdc.pos.ospos.ospos_item_quantities',
         partition, row, 0, 1, $1, ${AT}, ${AT}, ${AT}, ${AT}, seal.hash, seal.hash
  FROM given, LATERAL (SELECT sha256(int4send(row::int)) AS hash) AS seal`;

const HEADS = `
  INSERT INTO ledger_head (partition, line, hash)
  SELECT DISTINCT ON (partition) partition, line, hash FROM ledger_line
  ORDER BY partition, line DESC
  ON CONFLICT (partition) DO UPDATE SET line = excluded.line, hash = excluded.hash`;
