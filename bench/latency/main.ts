import { Kafka, logLevel } from 'kafkajs';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { percentiles, type Percentiles } from '../support/percentiles.js';
import { replaceSection } from '../support/replace-section.js';
import { SandboxJournal } from '../support/sandbox-journal.js';
import { untilSettled } from '../support/until-settled.js';
import { withShelfwire, type Bench } from '../support/with-shelfwire.js';
import { captureTopics } from '../support/capture-topics.js';
import { delays, type Sighting } from '../support/sample.js';
import { watchCapture, type Watch } from '../support/watch-capture.js';
import { openWriters, writeChanges, type Writers } from '../support/write-changes.js';

const RATES = [50, 500] as const;
const SECONDS = 30;
/** the compilers of the servers and of Node need load to get to speed */
const WARM_UP_SECONDS = 60;
const WARM_UP_RATE = 500;
/** above any opening stock, so that a number names its change */
const FIRST_QUANTITY = 100_000;

interface Row {
  readonly rate: number;
  readonly alone: Percentiles;
  readonly accepted: Percentiles;
}

/** Commit → accepted by the marketplace, beside commit → a plain consumer of Debezium's topics. */
async function measure({ stack, demo, shelfwire }: Bench): Promise<void> {
  await untilSettled(shelfwire);
  const databases = { pos: demo.pos.database, wms: demo.wms.database };
  const writers = await openWriters(stack.endpoints, databases);
  const brokers = stack.endpoints.kafkaBrokers;
  const kafka = new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.ERROR });
  const topics = await captureTopics(stack.endpoints, databases);
  const watch = await watchCapture(kafka, topics, 'bench-latency');
  const journal = new SandboxJournal(shelfwire.sandboxUrl);
  try {
    let next = FIRST_QUANTITY;
    console.log(`warming up at ${WARM_UP_RATE} changes/s for ${WARM_UP_SECONDS} s …`);
    await writeChanges(writers.targets, WARM_UP_RATE, WARM_UP_SECONDS, next);
    await untilSettled(shelfwire);
    next += WARM_UP_RATE * WARM_UP_SECONDS;
    const rows: Row[] = [];
    for (const rate of RATES) {
      rows.push(await measureRate(rate, next, { writers, watch, journal, shelfwire }));
      next += rate * SECONDS;
    }
    tell(rows);
  } finally {
    await Promise.all([watch.close(), writers.close()]);
  }
}

interface Instruments {
  readonly writers: Writers;
  readonly watch: Watch;
  readonly journal: SandboxJournal;
  readonly shelfwire: Bench['shelfwire'];
}

async function measureRate(rate: number, first: number, tools: Instruments): Promise<Row> {
  console.log(`${rate} changes/s for ${SECONDS} s …`);
  const commits = await writeChanges(tools.writers.targets, rate, SECONDS, first);
  await untilSettled(tools.shelfwire);
  const calls = await tools.journal.next();
  const accepted = calls.flatMap(({ at, account, items }): Sighting[] =>
    items
      .filter(({ status }) => status === 'accepted')
      .map(({ sku, quantity }) => ({
        source: account === 'bazaar' ? 'pos' : 'wms',
        sku,
        quantity,
        at: Date.parse(at),
      })),
  );
  return {
    rate,
    alone: percentiles(delays(commits, tools.watch.sightings)),
    accepted: percentiles(delays(commits, accepted)),
  };
}

function tell(rows: readonly Row[]): void {
  const ms = (value: number) => `${Math.round(value)}`;
  const table = markdownTable(
    ['changes/s', 'way', 'changes', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'],
    rows.flatMap(({ rate, alone, accepted }) => [
      line(rate, 'commit → plain consumer (Debezium alone)', alone),
      line(rate, 'commit → accepted by the marketplace', accepted),
      [String(rate), 'ratio', '', ...ratios(accepted, alone)],
    ]),
  );
  const note = `${today()}, ${machine()}, everything on one machine: both databases, Kafka, Connect, all stages in one process, the marketplace and the load. Half of the changes in each database, one transaction each, over 800 rows, ${SECONDS} s at each rate after ${WARM_UP_SECONDS} s at ${WARM_UP_RATE}. Times are rounded to ms; a change that a newer one replaced counts until the newer one was accepted. Only ratios say something about another machine. Method: \`bench/latency\`.`;
  console.log(`\n${table}\n`);
  replaceSection(
    'docs/benchmarks.md',
    'Latency',
    `\`npm run bench:latency\`\n\n${note}\n\n${table}`,
  );

  function line(rate: number, way: string, { count, p50, p95, p99, max }: Percentiles): string[] {
    return [String(rate), way, String(count), ms(p50), ms(p95), ms(p99), ms(max)];
  }
}

const ratios = (ours: Percentiles, theirs: Percentiles): string[] =>
  [ours.p50 / theirs.p50, ours.p95 / theirs.p95, ours.p99 / theirs.p99, ours.max / theirs.max].map(
    (ratio) => ratio.toFixed(2),
  );

await withShelfwire(
  'bench-latency',
  {
    programs: ['standalone'],
    configFile: 'bench/latency/policy.yaml',
    stack: { jvm: 'throughput' },
    sandbox: {
      SHELFWIRE_SANDBOX_BAZAAR_CAPACITY: '250',
      SHELFWIRE_SANDBOX_BAZAAR_REFILL_PER_SECOND: '250',
      SHELFWIRE_SANDBOX_EMPORIUM_CAPACITY: '6000',
      SHELFWIRE_SANDBOX_EMPORIUM_REFILL_PER_SECOND: '6000',
    },
  },
  measure,
);
