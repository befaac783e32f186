import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { stopSignals } from '../../tools/stack/stop-signals.js';
import { positionDifferences } from '../chaos/oracle/compare.js';
import { LOG_FAULTS } from './capture/logs.js';
import { RIGHTS_FAULTS } from './capture/rights.js';
import { SERVER_FAULTS } from './capture/servers.js';
import { STATEMENT_FAULTS } from './capture/statements.js';
import type { Fault } from './fault.js';
import { seeAll } from './eyes/eyes.js';
import { onStage, type Scene } from './scene.js';
import { Witness } from './witness.js';

const GROUPS: Readonly<Record<string, readonly Fault[]>> = {
  capture: [...SERVER_FAULTS, ...LOG_FAULTS, ...STATEMENT_FAULTS, ...RIGHTS_FAULTS],
};
const PATIENCE_S = 240;
const LOOK_MS = 500;

interface Outcome {
  readonly fault: Fault;
  readonly told: ReadonlyMap<string, number>;
  /** seconds from the mend, or from when it was broken; null: it did not heal */
  readonly healedAfter: number | null;
  readonly differences: readonly string[];
}

/** In a row; what heals one fault must not be taken for the next one's. */
const CALM_LOOKS = 10;

async function untilCalm({ state }: Scene, signal: AbortSignal): Promise<boolean> {
  const witness = Witness.watch(state);
  let calm = 0;
  const isCalm = await until(witness, signal, async () => {
    calm = (await witness.isCalm()) ? calm + 1 : 0;
    return calm === CALM_LOOKS;
  });
  await witness.end();
  return isCalm;
}

/** Breaks, watches what the operator is told, mends what only a person can, and waits for equality. */
async function suffer(fault: Fault, scene: Scene, signal: AbortSignal): Promise<Outcome> {
  if (!(await untilCalm(scene, signal))) return notBroken(fault);
  const witness = Witness.watch(scene.state);
  try {
    await fault.breakIt(scene);
    await until(witness, signal, () => Promise.resolve(isTold(fault, witness)));
    if (fault.mend) await fault.mend.run(scene);
    const mendedAt = witness.seconds;
    const left = { differences: [] as readonly string[] };
    const healed = await until(witness, signal, async () => {
      if (!(await witness.isCalm())) return false;
      left.differences = await differencesOf(scene);
      return left.differences.length === 0;
    });
    return {
      fault,
      told: witness.told,
      healedAfter: healed ? witness.seconds - mendedAt : null,
      differences: left.differences,
    };
  } finally {
    await witness.end();
  }
}

const notBroken = (fault: Fault): Outcome => ({
  fault,
  told: new Map(),
  healedAfter: null,
  differences: [`it was not broken: nothing was calm for ${PATIENCE_S} s before`],
});

const isTold = ({ told }: Fault, witness: Witness): boolean =>
  told.every((word) => witness.told.has(word));

async function until(
  witness: Witness,
  signal: AbortSignal,
  condition: () => Promise<boolean>,
): Promise<boolean> {
  const deadline = witness.seconds + PATIENCE_S;
  while (witness.seconds < deadline && !signal.aborted) {
    if (await condition()) return true;
    await sleep(LOOK_MS);
  }
  return false;
}

const differencesOf = ({ stack, demo }: Scene): Promise<readonly string[]> =>
  positionDifferences({
    endpoints: stack.endpoints,
    posDatabase: demo.pos.database,
    wmsDatabase: demo.wms.database,
    stateDatabase: 'shelfwire',
  });

function isPassed({ fault, told, healedAfter }: Outcome): boolean {
  return healedAfter !== null && fault.told.every((word) => told.has(word));
}

function report(outcome: Outcome): void {
  const { fault, told, healedAfter, differences } = outcome;
  const words = [...told].map(([word, after]) => `${word} after ${after.toFixed(1)} s`);
  console.log(`${isPassed(outcome) ? 'ok    ' : 'FAILED'} ${fault.name}`);
  console.log(`         told: ${words.join(', ') || 'nothing'}`);
  const by = fault.mend ? fault.mend.by : 'itself';
  const after = healedAfter === null ? 'never' : `after ${healedAfter.toFixed(1)} s`;
  console.log(`         healed by: ${by}, ${after}; ${differences.length} differences`);
  const missing = fault.told.filter((word) => !told.has(word));
  if (missing.length > 0) console.log(`         expected to be told: ${missing.join(', ')}`);
  for (const difference of differences.slice(0, 5)) console.log(`           ${difference}`);
}

/** What happens to channels is tested with pretend marketplaces, and owners of accounts that die or freeze. */
const CHANNEL_TESTS = [
  'test/faults/channels',
  'apps/publisher/src/lease',
  'apps/publisher/src/publisher-process.medium.ts',
];

/** @param only a part of the tests' names */
function sufferOnChannels(only: string | undefined): boolean {
  const chosen = only === undefined ? [] : ['-t', only];
  const args = ['test', '--', '--project', 'medium', ...CHANNEL_TESTS, ...chosen];
  return spawnSync('npm', args, { stdio: 'inherit' }).status === 0;
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' } },
  });
  const [group = 'capture'] = positionals;
  if (group === 'channels') return sufferOnChannels(values.only);
  if (group === 'eyes') return seeAll(stopSignals(), values.only ?? '');
  const faults = GROUPS[group];
  if (!faults)
    throw new Error(
      `no faults of ${group}; there are: ${[...Object.keys(GROUPS), 'channels', 'eyes'].join()}`,
    );
  const { only = '' } = values;
  const chosen = faults.filter(({ name }) => only.split(',').some((part) => name.includes(part)));
  if (chosen.length === 0) throw new Error(`no fault's name contains ${only}`);
  const signal = stopSignals();
  return onStage(signal, async (scene) => {
    const calm: Fault = { name: 'the opening stock', told: [], breakIt: () => Promise.resolve() };
    const outcomes: Outcome[] = [];
    for (const fault of [calm, ...chosen]) {
      if (signal.aborted) return false;
      const outcome = await suffer(fault, scene, signal);
      report(outcome);
      outcomes.push(outcome);
    }
    const passed = outcomes.filter(isPassed).length;
    console.log(`${passed} of ${outcomes.length} passed`);
    return passed === outcomes.length;
  });
}

process.exitCode = (await main()) ? 0 : 1;
