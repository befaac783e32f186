import { parseArgs } from 'node:util';
import { stopSignals } from '../../tools/stack/stop-signals.js';
import { FAULT_KINDS, type FaultKind } from './run/faults.js';
import { commandOf, DEFAULT_TRANSACTIONS } from './run/options.js';
import { playAll, type Plays } from './run/play-all.js';
import { runPlan, type Verdict } from './run/run-plan.js';
import { SimulationServer } from './run/server.js';
import { shrink } from './run/shrink.js';
import type { Lane } from './run/lane.js';

interface Options extends Plays {
  readonly isTraced: boolean;
  /** ends at the first failing seed, and leaves it as it is */
  readonly untilFailure: boolean;
}

const LAST_LINES = 60;
const TOLD_EVERY = 50;

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      transactions: { type: 'string', default: String(DEFAULT_TRANSACTIONS) },
      faults: { type: 'string', default: FAULT_KINDS.join(',') },
      parallel: { type: 'string', default: '4' },
      twice: { type: 'string', default: '3' },
      'until-failure': { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  });
  const [first, count] =
    values.seed === undefined
      ? [whole('from', values.from), whole('seeds', values.seeds)]
      : [whole('seed', values.seed), 1];
  const transactions = whole('transactions', values.transactions);
  const faults = new Set(values.faults === 'none' ? [] : values.faults.split(',').map(faultKind));
  const plans = Array.from({ length: count }, (_, at) => ({
    seed: first + at,
    transactions,
    faults,
  }));
  return {
    plans,
    isTraced: values.trace,
    parallel: whole('parallel', values.parallel),
    untilFailure: values['until-failure'],
    twice: whole('twice', values.twice),
  };
}

function whole(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${option} ${text}: expected a whole number`);
}

function faultKind(name: string): FaultKind {
  const kind = FAULT_KINDS.find((known) => known === name);
  if (kind) return kind;
  throw new Error(`--faults ${name}: expected none or some of ${FAULT_KINDS.join(',')}`);
}

/** What failed, in the smallest form that was cheap to find, with the command that shows it again. */
async function tell(failed: Verdict, lane: Lane): Promise<void> {
  console.log(`seed ${failed.plan.seed} FAILED: ${commandOf(failed.plan)}`);
  const smallest = failed.isUnsteady ? failed : await shrink(failed, (plan) => runPlan(plan, lane));
  console.log(`  smallest: ${commandOf(smallest.plan)} --trace`);
  for (const line of smallest.lines.slice(-LAST_LINES)) console.log(`    ${line}`);
  tellDifferences(smallest);
}

function tellDifferences({ differences, error }: Verdict): void {
  for (const difference of differences.slice(0, 12)) console.log(`  ${difference}`);
  if (error instanceof Error) console.log(error.stack);
}

async function main(options: Options): Promise<boolean> {
  const startedAt = performance.now();
  const enough = new AbortController();
  const signal = AbortSignal.any([stopSignals(), enough.signal]);
  const server = await SimulationServer.start(signal);
  const crashes = new Map<string, number>();
  let [done, failed, turns] = [0, 0, 0];
  try {
    await playAll(options, server, signal, async (verdict, lane) => {
      done += 1;
      turns += verdict.turns;
      for (const [point, n] of verdict.crashes) crashes.set(point, (crashes.get(point) ?? 0) + n);
      if (options.isTraced) console.log(verdict.lines.join('\n'));
      if (done % TOLD_EVERY === 0) console.log(`${done} of ${options.plans.length} seeds`);
      if (verdict.differences.length === 0) return;
      failed += 1;
      if (!options.untilFailure) {
        await tell(verdict, lane);
        return;
      }
      enough.abort();
      console.log(`seed ${verdict.plan.seed} FAILED: ${commandOf(verdict.plan)}`);
      tellDifferences(verdict);
    });
  } finally {
    await server.stop();
  }
  tellCrashes(crashes);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${done} seeds, ${turns} steps, ${failed} failed, ${seconds} s`);
  return failed === 0 && done === options.plans.length;
}

function tellCrashes(crashes: ReadonlyMap<string, number>): void {
  const points = new Map<string, string[]>();
  for (const [name, count] of crashes) {
    const [when = '', ...point] = name.split(' ');
    points.set(point.join(' '), [...(points.get(point.join(' ')) ?? []), `${count} ${when}`]);
  }
  const lines = [...points].map(([point, counts]) => `  ${point}: ${counts.toSorted().join(', ')}`);
  if (lines.length > 0) console.log(['crashes by named point', ...lines.toSorted()].join('\n'));
}

process.exitCode = (await main(readOptions())) ? 0 : 1;
