import { topicsOf } from '#contracts';
import type { Arena, Database } from '../arena.js';
import { applyTopics } from '../../../apps/cli/src/apply/apply-topics.js';
import { planTopics } from '#plan';
import type { LoadedTopic } from '../contest/contestant.js';
import type { BenchPolicy } from '../policy.js';
import { cdcRecord } from './cdc-record.js';
import { Changes, itemOf, LOCATIONS, type LoadSpec } from './changes.js';
import { expectedOf } from './expected.js';
import { fillTopic, type PlacedRecord } from './fill-topic.js';
import { PARTITIONS, type Part } from './stock-load.js';

const TABLE = 'ospos_item_quantities';

/** Row changes as Debezium writes them, with topics for all that the stages read and write. */
export async function loadRowChanges(
  arena: Arena,
  spec: LoadSpec,
  policy: BenchPolicy,
  { warmUp, measured }: Part,
): Promise<LoadedTopic> {
  const namespace = `${spec.name}.`;
  const settings = settingsOf(arena, policy, namespace);
  await applyTopics(settings, planTopics(policy.policy, settings));
  const input = `${namespace}cdc.pos.ospos.${TABLE}`;
  const changes = new Changes(spec);
  const events = warmUp + measured;
  console.log(`${spec.name}: writing ${events} row changes …`);
  await fillTopic(arena.kafka, input, placed(changes, events));
  return {
    name: spec.name,
    namespace,
    input,
    output: topicsOf(namespace).availability,
    events,
    warmUp,
    expected: ({ channels }) => expectedOf(changes, channels),
  };
}

function* placed(changes: Changes, events: number): Generator<PlacedRecord> {
  const { spec } = changes;
  for (const change of changes.next(events)) {
    const partition = itemOf(spec, change.row) % PARTITIONS;
    yield { partition, record: cdcRecord(spec, change) };
  }
}

const settingsOf = ({ endpoints }: Arena, { file }: BenchPolicy, namespace: string) => ({
  configFile: file,
  databaseUrl: '',
  kafkaBrokers: endpoints.kafkaBrokers,
  connectKafkaBrokers: undefined,
  connectUrl: endpoints.connectUrl,
  namespace,
  httpHost: '127.0.0.1',
  httpPort: undefined,
  logLevel: 'log' as const,
});

/** The references that translate the rows, as the normalizer keeps them. */
export async function prefillReferences({ client }: Database, { items }: LoadSpec): Promise<void> {
  const columns = 'source, table_name, key, row, position, cdc_offset';
  await client.query(
    `INSERT INTO reference_entry (${columns})
     SELECT 'pos', 'ospos_items', item::text,
            jsonb_build_object('item_number', 'SKU-' || lpad(item::text, 7, '0'), 'name', 'item',
                               'stock_type', 0, 'deleted', 0), '', 0
     FROM generate_series(0, $1::int - 1) AS item`,
    [items],
  );
  await client.query(
    `INSERT INTO reference_entry (${columns})
     SELECT 'pos', 'ospos_stock_locations', place::text,
            jsonb_build_object('location_name', name, 'deleted', 0), '', 0
     FROM unnest($1::text[]) WITH ORDINALITY AS places (name, place)`,
    [LOCATIONS],
  );
}
