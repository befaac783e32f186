import { Kafka, logLevel } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database.js';
import type { StackEndpoints } from '../../../tools/stack/stack.js';
import { median } from '../../throughput/figures.js';
import { pushByPublisher } from './push-by-publisher.js';
import { pushPlainly } from './push-plainly.js';
import { SandboxCalls } from './sandbox-calls.js';
import { withPlainMarket } from './with-plain-market.js';

const ROWS = 20_000;
const ROUNDS = 3;

export interface ThroughputResult {
  readonly delayMs: number;
  readonly rowsPerCall: number;
  /** rows a second */
  readonly ours: number;
  readonly theirs: number;
}

const CASES = [
  { delayMs: 0, rowsPerCall: 50 },
  { delayMs: 0, rowsPerCall: 250 },
  { delayMs: 20, rowsPerCall: 50 },
  { delayMs: 100, rowsPerCall: 250 },
];

/** Everything is new and is told once, beside the same calls by undici alone; medians of turns. */
export async function measureThroughput(endpoints: StackEndpoints): Promise<ThroughputResult[]> {
  const kafka = new Kafka({ brokers: endpoints.kafkaBrokers, logLevel: logLevel.NOTHING });
  const results: ThroughputResult[] = [];
  for (const { delayMs, rowsPerCall } of CASES) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const calls = new SandboxCalls(ROWS, rowsPerCall);
      theirs.push(await withPlainMarket(delayMs, (url) => pushPlainly(url, calls)));
      ours.push(await publishOnce(endpoints, kafka, { delayMs, rowsPerCall, round }));
      console.log(`${delayMs} ms, ${rowsPerCall} rows: ${ours.at(-1)} ÷ ${theirs.at(-1)}`);
    }
    // The first round of each warms up.
    const pace = (rates: readonly number[]) => median(rates.slice(1));
    results.push({ delayMs, rowsPerCall, ours: pace(ours), theirs: pace(theirs) });
  }
  return results;
}

interface Turn {
  readonly delayMs: number;
  readonly rowsPerCall: number;
  readonly round: number;
}

async function publishOnce(
  { statePostgres }: StackEndpoints,
  kafka: Kafka,
  { delayMs, rowsPerCall, round }: Turn,
): Promise<number> {
  const topic = `bench-publications-${delayMs}-${rowsPerCall}-${round}`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 4, replicationFactor: 1 }] });
  await admin.disconnect();
  const database = await createTestDatabase(statePostgres, 'bench_throughput');
  const { dataSource } = database;
  try {
    await storeItems(dataSource);
    return await withPlainMarket(delayMs, (url) =>
      pushByPublisher(url, ROWS, rowsPerCall, { dataSource, kafka, topic }),
    );
  } finally {
    await database.drop();
  }
}

async function storeItems(dataSource: DataSource): Promise<void> {
  await dataSource.query(
    `INSERT INTO item (partition, sku, version, channels, policy_version, last_offset, recorded_at,
                       applied_at)
     SELECT at % 4, 'SKU-' || lpad(at::text, 7, '0'), 1, '{"bench": 40}', 'bench', at, now(), now()
     FROM generate_series(0, $1::int - 1) AS at`,
    [ROWS],
  );
}
