import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { trackedFiles } from '../../tools/check/tracked-files.js';
import { stopSignals } from '../../tools/stack/stop-signals.js';
import { FOLD_MUTANTS } from './fold-mutants.js';
import { editsOf, mutated, type Catcher, type Mutant } from './mutant.js';
import { PROMISE_MUTANTS } from './promise-mutants.js';
import { STAGE_MUTANTS } from './stage-mutants.js';

interface Fate {
  readonly mutant: Mutant;
  readonly fate: 'caught' | 'SURVIVED' | 'BROKEN';
  readonly seconds: number;
}

const VITEST = path.join('node_modules', 'vitest', 'vitest.mjs');
const SOURCE = ['--conditions=@shelfwire/source', '--import', '@oxc-node/core/register'];
/** What a test runner says when it has judged, rather than fallen over. */
const VERDICT = /Tests .*\d+ (?:failed|passed)|\d+ seeds, \d+ steps, \d+ failed/;

/** The tracked files in a folder of their own, with this folder's packages and servers. */
function copyOfTheTree(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwire-mutants-'));
  for (const file of trackedFiles()) cpSync(file, path.join(folder, file));
  for (const shared of ['node_modules', path.join('.shelfwire', 'cache')]) {
    const target = path.join(folder, shared);
    mkdirSync(path.dirname(target), { recursive: true });
    symlinkSync(path.resolve(shared), target);
  }
  return folder;
}

function commandOf(catcher: Catcher): readonly string[] {
  if ('named' in catcher) {
    const [project, file] = 'unit' in catcher ? ['unit', catcher.unit] : ['medium', catcher.medium];
    return [VITEST, 'run', '--project', project, file, '-t', catcher.named];
  }
  const { seeds, from = 1 } = catcher;
  const range = ['--seeds', String(seeds), '--from', String(from), '--until-failure'];
  return [...SOURCE, 'test/sim/main.ts', ...range];
}

/** @returns whether the test passed, and whether it came to a verdict at all */
async function runTest(folder: string, catcher: Catcher, signal: AbortSignal) {
  const child = spawn(process.execPath, commandOf(catcher), {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const abort = () => child.kill('SIGTERM');
  signal.addEventListener('abort', abort);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  signal.removeEventListener('abort', abort);
  const output = Buffer.concat(chunks).toString();
  return { passed: code === 0, hasVerdict: VERDICT.test(output), output };
}

async function fateOf(mutant: Mutant, folder: string, signal: AbortSignal): Promise<Fate> {
  const startedAt = performance.now();
  const sources = editsOf(mutant).map((edit) => {
    const file = path.join(folder, edit.file);
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, mutated(source, edit));
    return { file, source };
  });
  try {
    const { passed, hasVerdict, output } = await runTest(folder, mutant.caughtBy, signal);
    if (!hasVerdict) console.log(output);
    const fate = !hasVerdict ? 'BROKEN' : passed ? 'SURVIVED' : 'caught';
    return { mutant, fate, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    for (const { file, source } of sources) writeFileSync(file, source);
  }
}

function catcherName(catcher: Catcher): string {
  if ('seeds' in catcher) return `simulation, up to ${catcher.seeds} seeds`;
  const file = 'unit' in catcher ? catcher.unit : catcher.medium;
  return `${path.basename(file)}: ${catcher.named}`;
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const all = [...FOLD_MUTANTS, ...STAGE_MUTANTS, ...PROMISE_MUTANTS];
  const chosen = all.filter(
    ({ name }) =>
      values.only === undefined || values.only.split(',').some((part) => name.includes(part)),
  );
  if (chosen.length === 0) throw new Error(`no mutant is named ${values.only}`);
  const signal = stopSignals();
  const folder = copyOfTheTree();
  const fates: Fate[] = [];
  try {
    for (const mutant of chosen) {
      if (signal.aborted) break;
      const fate = await fateOf(mutant, folder, signal);
      fates.push(fate);
      const { name, caughtBy } = mutant;
      const took = `${fate.seconds.toFixed(1)} s`.padStart(8);
      console.log(`${fate.fate.padEnd(8)} ${took}  ${name.padEnd(48)} ${catcherName(caughtBy)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const caught = fates.filter(({ fate }) => fate === 'caught').length;
  console.log(`${caught} of ${chosen.length} mutants caught`);
  return caught === chosen.length;
}

process.exitCode = (await main()) ? 0 : 1;
