import { Kafka, logLevel } from 'kafkajs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backfill } from '#storage';
import { removeStack } from '../../tools/stack/remove-stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import type { Stack } from '../../tools/stack/stack.js';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import type { Percentiles } from '../support/percentiles.js';
import { firstSnapshotSeconds, untilFolded } from './first-snapshot.js';
import { installStockedPos, SOURCE, topicOf, type StockedPos } from './install-stocked-pos.js';
import { runBackfill } from './run-backfill.js';
import { lagsOf, sellOn } from './sell-on.js';
import { changeUnseen, differingLevels } from './stocked-pos.js';

const STORES = 50;
/** one row of so many is changed where no log tells of it */
const UNSEEN = 100;
const CALM_SECONDS = 20;

interface Figures {
  readonly rows: number;
  readonly unseen: number;
  readonly sold: number;
  readonly firstSeconds: number;
  readonly firstFolded: number;
  readonly backfill: Backfill;
  readonly calm: Percentiles;
  readonly meanwhile: Percentiles;
}

interface Trial {
  readonly rows: number;
  readonly salesPerSecond: number;
}

async function measure({ endpoints }: Stack, { rows, salesPerSecond }: Trial): Promise<Figures> {
  const shape = { items: Math.ceil(rows / STORES), stores: STORES };
  const all = shape.items * STORES;
  const admin = new Kafka({ brokers: endpoints.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  console.log(`filling a table with ${all.toLocaleString('en')} rows, and capturing it …`);
  const tag = `bench${process.pid}`;
  const first = firstSnapshotSeconds(admin, topicOf(tag), all);
  const pos = await installStockedPos(endpoints, tag, shape);
  try {
    const firstSeconds = await first;
    console.log(`Debezium has read it in ${firstSeconds.toFixed(1)} s; the stages go on …`);
    const firstFolded = firstSeconds + (await untilFolded(pos, all));
    const calm = await lagAtRest(endpoints, pos, salesPerSecond);
    const unseen = await changeUnseen(endpoints.mariadb, pos.database, UNSEEN);
    const selling = sellOn(endpoints.mariadb, pos.database, shape, salesPerSecond);
    const backfill = await runBackfill(endpoints, pos, (line) => console.log(line));
    const sold = await selling.stop();
    await untilEqual(endpoints, pos);
    const meanwhile = await lagsOf(pos.state.dataSource, sold);
    return {
      rows: all,
      unseen,
      sold: sold.length,
      firstSeconds,
      firstFolded,
      backfill,
      calm,
      meanwhile,
    };
  } finally {
    await admin.disconnect();
    await pos.remove();
  }
}

async function lagAtRest(
  { mariadb }: Stack['endpoints'],
  { database, shape, state }: StockedPos,
  perSecond: number,
): Promise<Percentiles> {
  console.log(`${perSecond} sales/s for ${CALM_SECONDS} s, with nothing else to do …`);
  const selling = sellOn(mariadb, database, shape, perSecond);
  await sleep(CALM_SECONDS * 1000);
  const sold = await selling.stop();
  await sleep(CALM_SECONDS * 100);
  return lagsOf(state.dataSource, sold);
}

/** @throws Error naming levels that are different for good */
async function untilEqual({ mariadb }: Stack['endpoints'], pos: StockedPos): Promise<void> {
  const { database, state, policy } = pos;
  for (let attempt = 1; ; attempt += 1) {
    await sleep(2_000);
    const different = await differingLevels(mariadb, database, state.dataSource, policy, SOURCE);
    if (different.length === 0) return console.log('every level is what the source says');
    if (attempt === 10) {
      throw new Error(`${different.length} differ:\n${different.slice(0, 10).join('\n')}`);
    }
  }
}

function tell(figures: Figures): void {
  const { rows, unseen, sold, firstSeconds, firstFolded, backfill, calm, meanwhile } = figures;
  const seconds = secondsBetween(backfill.startedAt, backfill.readAt);
  const folded = secondsBetween(backfill.startedAt, backfill.endedAt);
  const rate = (over: number) => Math.round(rows / over).toLocaleString('en');
  const line = (what: string, own: number, theirs: number) => [
    what,
    rate(theirs),
    rate(own),
    (theirs / own).toFixed(2),
  ];
  console.log(
    `\n${today()}, ${machine()}. ${rows.toLocaleString('en')} rows of MariaDB, ${unseen} of them changed unseen and mended; ${sold} sales meanwhile; the end state equals the source.\n`,
  );
  const rates = [
    line('rows/s onto Kafka', seconds, firstSeconds),
    line('rows/s into the stages', folded, firstFolded),
  ];
  console.log(
    markdownTable(['', 'first snapshot', 'backfill, sales going on', 'ratio'], rates).concat('\n'),
  );
  const ms = ({ count, p50, p99, max }: Percentiles) => [
    String(count),
    ...[p50, p99, max].map((value) => String(Math.round(value))),
  ];
  console.log(
    markdownTable(
      ['the other table, commit → ledger', 'sales', 'p50 ms', 'p99 ms', 'max ms'],
      [
        ['nothing else to do', ...ms(calm)],
        ['during the backfill', ...ms(meanwhile)],
      ],
    ),
  );
}

const secondsBetween = (from: Date | null, to: Date | null): number =>
  from && to ? (to.getTime() - from.getTime()) / 1000 : Number.NaN;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    sales: { type: 'string', default: '20' },
  },
});
const dataDir = path.resolve('.shelfwire', `bench-backfill-${process.pid}`);
const stack = await startStack({
  provider: 'native',
  jvm: 'throughput',
  dataDir,
  report: (line) => console.log(line),
});
try {
  tell(await measure(stack, { rows: Number(values.rows), salesPerSecond: Number(values.sales) }));
} finally {
  await stack.stop();
  await removeStack(dataDir);
}
