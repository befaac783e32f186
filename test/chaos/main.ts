import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { replay, type ReplaySummary } from '../../tools/demo/replay.js';
import { launch, STAGES, type Shelfwire } from '../../tools/run/launch.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import { removeStack } from '../../tools/stack/remove-stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import type { Stack } from '../../tools/stack/stack.js';
import { stopSignals } from '../../tools/stack/stop-signals.js';
import { planKills, type Kill } from './kill-plan.js';
import { compare, type Installed, type Verdict } from './oracle/compare.js';
import { Random } from './random.js';

const SETTLE_MS = 180_000;
const SHOWN_DIFFERENCES = 20;

interface Options {
  readonly seed: number;
  readonly kills: number;
  readonly lines: number;
  readonly rowsPerSecond: number;
}

interface Scene {
  readonly stack: Stack;
  readonly demo: DemoInstallation;
  readonly shelfwire: Shelfwire;
  readonly installed: Installed;
  readonly signal: AbortSignal;
}

/** A trading day under SIGKILL: whatever dies, the source databases have the last word. */
async function main(options: Options): Promise<boolean> {
  console.log(`seed ${options.seed}: npm run test:chaos -- --seed ${options.seed}`);
  const signal = stopSignals();
  const dataDir = path.resolve('.shelfwire', `chaos-${process.pid}`);
  const stack = await startStack({ dataDir, report: console.log, signal });
  const folder = path.join(dataDir, 'run');
  mkdirSync(folder, { recursive: true });
  const { ledger } = PidLedger.claim(folder);
  try {
    const demo = await installDemo(stack.endpoints, { seed: String(options.seed) });
    const shelfwire = await start(stack, demo, folder, ledger);
    try {
      const installed = installedOf(stack, demo, shelfwire);
      return await act(options, { stack, demo, shelfwire, installed, signal });
    } finally {
      await shelfwire.stop();
    }
  } finally {
    ledger.release();
    await stack.stop();
    await removeStack(dataDir);
  }
}

const TOKENS = { bazaar: 'bazaar-of-the-chaos', emporium: 'emporium-of-the-chaos' };

const start = (stack: Stack, demo: DemoInstallation, folder: string, ledger: PidLedger) =>
  launch({
    endpoints: stack.endpoints,
    ledger,
    folder,
    programs: STAGES,
    report: console.log,
    installation: {
      stateDatabase: 'shelfwire',
      namespace: '',
      configFile: 'shelfwire.yaml',
      demo,
      sandboxTokens: TOKENS,
    },
  });

const installedOf = (stack: Stack, demo: DemoInstallation, shelfwire: Shelfwire): Installed => ({
  endpoints: stack.endpoints,
  posDatabase: demo.pos.database,
  wmsDatabase: demo.wms.database,
  stateDatabase: 'shelfwire',
  namespace: '',
  sandboxUrl: shelfwire.sandboxUrl,
  tokens: TOKENS,
});

async function act(options: Options, scene: Scene): Promise<boolean> {
  const opening = await untilEqual(scene, 'the opening stock');
  if (opening.differences.length > 0) return tell(opening);
  const dayIsOver = new AbortController();
  const day = tradingDay(options, scene, dayIsOver.signal);
  const kills = planKills(new Random(options.seed), options.kills);
  for (const [index, kill] of kills.entries()) {
    if (scene.signal.aborted) return false;
    await carryOut(kill, scene);
    console.log(`kill ${index + 1} of ${kills.length}: ${kill.victim} is back`);
  }
  const sold = await finishDay(day, options, dayIsOver);
  console.log(
    `${sold.lines} sale lines, ${sold.transactions} transactions, ${sold.rows} rows; ${kills.length} kills`,
  );
  return tell(await untilEqual(scene, 'the end of the day'));
}

/** Sells until it is told to stop, but never fewer lines than asked for. */
async function tradingDay(
  { lines, rowsPerSecond, seed }: Options,
  { demo }: Scene,
  over: AbortSignal,
): Promise<ReplaySummary> {
  const { pos, wms } = demo;
  const options = { pos, wms, seed: String(seed), speed: { changesPerSecond: rowsPerSecond } };
  const first = await replay({ ...options, maxLines: lines });
  const rest = await replay({ ...options, signal: over });
  return {
    transactions: first.transactions + rest.transactions,
    rows: first.rows + rest.rows,
    lines: first.lines + rest.lines,
  };
}

async function finishDay(
  day: Promise<ReplaySummary>,
  { lines }: Options,
  over: AbortController,
): Promise<ReplaySummary> {
  over.abort();
  const sold = await day;
  if (sold.lines < lines) throw new Error(`only ${sold.lines} of ${lines} lines were sold`);
  return sold;
}

async function carryOut(kill: Kill, { stack, shelfwire }: Scene): Promise<void> {
  await sleep(kill.afterMs);
  if (kill.victim === 'connect') {
    await stack.connect.kill();
    await sleep(kill.downMs);
    await stack.connect.start();
    return;
  }
  await shelfwire.kill(kill.victim);
  await sleep(kill.downMs);
  await shelfwire.restart(kill.victim);
}

/** Waits until nothing differs, or for as long as that may take. */
async function untilEqual({ installed, signal }: Scene, when: string): Promise<Verdict> {
  const deadline = Date.now() + SETTLE_MS;
  let told = 0;
  for (;;) {
    const verdict = await compare(installed);
    const left = verdict.differences.length;
    if (left === 0 || Date.now() > deadline || signal.aborted) return verdict;
    if (left !== told) {
      console.log(`${when}: ${left} differences are left, such as ${verdict.differences[0]}`);
    }
    told = left;
    await sleep(2_000);
  }
}

function tell({ compared, differences }: Verdict): boolean {
  const counts = Object.entries(compared).map(([what, count]) => `${count} ${what}`);
  console.log(`compared: ${counts.join(', ')}; ${differences.length} differences`);
  for (const difference of differences.slice(0, SHOWN_DIFFERENCES)) console.log(`  ${difference}`);
  return differences.length === 0;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      kills: { type: 'string', default: '24' },
      lines: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '250' },
    },
  });
  return {
    seed: Number(values.seed),
    kills: Number(values.kills),
    lines: Number(values.lines),
    rowsPerSecond: Number(values.rate),
  };
}

const equal = await main(readOptions());
console.log(equal ? 'chaos: passed' : 'chaos: FAILED');
process.exitCode = equal ? 0 : 1;
