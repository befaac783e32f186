import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { captureTopics } from '../support/capture-topics.js';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { replaceSection } from '../support/replace-section.js';
import { untilSettled } from '../support/until-settled.js';
import { watchCapture } from '../support/watch-capture.js';
import { withShelfwire, type Bench } from '../support/with-shelfwire.js';
import { openWriters, writeChanges } from '../support/write-changes.js';
import { measureUsage, type Load } from './measure-usage.js';
import { tryPollInterval, type PollResult } from './poll-intervals.js';

const SECONDS = 30;
const CHANGES_PER_SECOND = 50;
const CALM_DOWN_MS = 10_000;
const POLL_INTERVALS_MS = [5, 10, 20, 50, 100];
/** above any opening stock, so that a number names its change */
const FIRST_QUANTITY = 100_000;

type Loads = ReadonlyMap<string, Load>;

/** What the whole stack takes at rest and at a shop's everyday pace, and what Connect's polling costs. */
async function measure({ stack, demo, shelfwire, pids }: Bench): Promise<void> {
  await untilSettled(shelfwire);
  await sleep(CALM_DOWN_MS);
  const databases = { pos: demo.pos.database, wms: demo.wms.database };
  const writers = await openWriters(stack.endpoints, databases);
  const brokers = stack.endpoints.kafkaBrokers;
  const kafka = new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.ERROR });
  const topics = await captureTopics(stack.endpoints, databases);
  try {
    console.log(`no traffic for ${SECONDS} s …`);
    const idle = await measureUsage(pids(), SECONDS);
    console.log(`${CHANGES_PER_SECOND} changes/s for ${SECONDS} s …`);
    const [busy] = await Promise.all([
      measureUsage(pids(), SECONDS),
      writeChanges(writers.targets, CHANGES_PER_SECOND, SECONDS, FIRST_QUANTITY),
    ]);
    const watch = await watchCapture(kafka, topics, 'bench-idle');
    const polls: PollResult[] = [];
    let next = FIRST_QUANTITY * 2;
    for (const pollMs of POLL_INTERVALS_MS) {
      console.log(`poll.interval.ms = ${pollMs} …`);
      const connectPid = pids().get('connect') ?? 0;
      const { connectUrl } = stack.endpoints;
      const trial = { connectUrl, connectPid, watch, changesPerSecond: CHANGES_PER_SECOND };
      polls.push(await tryPollInterval({ ...trial, targets: writers.targets }, pollMs, next));
      next += FIRST_QUANTITY;
    }
    await watch.close();
    tell(idle, busy, polls);
  } finally {
    await writers.close();
  }
}

function tell(idle: Loads, busy: Loads, polls: readonly PollResult[]): void {
  const note = `${today()}, ${machine()}. CPU in percent of one core, over ${SECONDS} s each; memory as proportional set size. The demo's policy, both connectors capturing, heartbeats on, all stages in one process. The load generator is not counted. Method: \`bench/idle\`.`;
  const body = [
    '`npm run bench:idle`',
    note,
    usageTable(idle, busy),
    'The worker with nothing to do, and the way from commit to a plain consumer at 50 changes/s, by `poll.interval.ms` of both connectors:',
    pollTable(polls),
  ].join('\n\n');
  console.log(`\n${body}\n`);
  replaceSection('docs/benchmarks.md', 'Idle', body);
}

function usageTable(idle: Loads, busy: Loads): string {
  const rows = [...idle].map(([name, { cpuPercent, memoryMiB }]) => {
    const then = busy.get(name) ?? { cpuPercent: Number.NaN, memoryMiB: Number.NaN };
    return { name, numbers: [cpuPercent, then.cpuPercent, memoryMiB, then.memoryMiB] };
  });
  const sums = [0, 1, 2, 3].map((at) =>
    rows.reduce((sum, { numbers }) => sum + (numbers[at] ?? 0), 0),
  );
  const cells = (numbers: readonly number[]) =>
    numbers.map((number, at) => number.toFixed(at < 2 ? 1 : 0));
  return markdownTable(
    ['program', 'CPU % idle', 'CPU % at 50/s', 'MiB idle', 'MiB at 50/s'],
    [...rows.map(({ name, numbers }) => [name, ...cells(numbers)]), ['all', ...cells(sums)]],
  );
}

const pollTable = (polls: readonly PollResult[]): string =>
  markdownTable(
    ['poll.interval.ms', 'CPU % idle', 'p50 ms', 'p99 ms'],
    polls.map(({ pollMs, idleCpuPercent, delay }) => [
      String(pollMs),
      idleCpuPercent.toFixed(1),
      delay.p50.toFixed(0),
      delay.p99.toFixed(0),
    ]),
  );

await withShelfwire(
  'bench-idle',
  { programs: ['standalone'], configFile: 'shelfwire.yaml', stack: { provider: 'native' } },
  measure,
);
