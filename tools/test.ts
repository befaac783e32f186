import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { removeCrashedStacks, removeStack } from './stack/remove-stack.js';
import type { Stack, StackEndpoints } from './stack/stack.js';
import { messageOf } from './stack/stack-error.js';
import { startStack } from './stack/start-stack.js';
import { stopSignals } from './stack/stop-signals.js';
import { HeldLines } from './test/held-lines.js';
import { runProject } from './test/run-project.js';
import { addCounts, isSuccess, NOTHING, summary, type Counts } from './test/test-counts.js';

/** In this order; the first needs no stack and runs while it starts. */
const PROJECTS = ['unit', 'medium', 'pipeline'];
const STACKLESS = 'unit';
const RUN_DIR = path.resolve('.shelfwire');
const FOLDER = 'test-stack-';

interface Arguments {
  projects: string[];
  /** For Vitest: files, `-t NAME` and so on. */
  rest: string[];
}

function readArguments(argv: string[]): Arguments {
  const { values, tokens } = parseArgs({
    args: argv,
    strict: false,
    tokens: true,
    options: { project: { type: 'string', multiple: true } },
  });
  const ours = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name !== 'project') continue;
    ours.add(token.index);
    if (token.inlineValue === false) ours.add(token.index + 1);
  }
  const named = values.project?.map(String) ?? PROJECTS;
  const unknown = named.find((name) => !PROJECTS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--project ${unknown} is unknown; expected one of ${PROJECTS.join(', ')}`);
  }
  return {
    projects: PROJECTS.filter((name) => named.includes(name)),
    rest: argv.filter((_, index) => !ours.has(index)),
  };
}

/** The stack of the environment, or one of this run's own, and how to be rid of it. */
class TestStack {
  private readonly dataDir = path.join(RUN_DIR, `${FOLDER}${process.pid}`);
  private readonly own: Promise<Stack> | undefined;
  private readonly given = process.env['SHELFWIRE_TEST_STACK'];

  constructor(wanted: boolean, signal: AbortSignal, report: (line: string) => void) {
    if (!wanted || this.given !== undefined) return;
    this.own = removeCrashedStacks(RUN_DIR, FOLDER).then(() =>
      startStack({ dataDir: this.dataDir, signal, report }),
    );
    // Whoever asks for it hears of the failure.
    this.own.catch(() => {});
  }

  async endpoints(): Promise<StackEndpoints> {
    if (this.given !== undefined) return JSON.parse(this.given) as StackEndpoints;
    if (this.own === undefined) throw new Error('no stack was asked for');
    return (await this.own).endpoints;
  }

  async remove(): Promise<void> {
    if (this.own === undefined) return;
    const stack = await this.own.catch(() => undefined);
    await stack?.stop();
    await removeStack(this.dataDir);
  }
}

async function runAll(
  { projects, rest }: Arguments,
  stack: TestStack,
  lines: HeldLines,
  signal: AbortSignal,
): Promise<Counts> {
  const reportDir = mkdtempSync(path.join(tmpdir(), 'shelfwire-test-'));
  let counts = NOTHING;
  try {
    for (const name of projects) {
      if (signal.aborted) break;
      const endpoints = name === STACKLESS ? undefined : await stack.endpoints();
      const reportFile = path.join(reportDir, `${name}.json`);
      const run = runProject({ name, rest, endpoints, reportFile, signal });
      counts = addCounts(counts, await lines.heldDuring(run));
    }
  } finally {
    rmSync(reportDir, { recursive: true, force: true });
  }
  return counts;
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  const signal = stopSignals();
  const lines = new HeldLines((line) => console.log(line));
  const needed = args.projects.some((name) => name !== STACKLESS);
  const stack = new TestStack(needed, signal, (line) => lines.add(line));
  let counts = NOTHING;
  try {
    counts = await runAll(args, stack, lines, signal);
  } catch (error) {
    counts = addCounts(counts, { ...NOTHING, failed: 1 });
    console.error(messageOf(error));
  } finally {
    await stack.remove();
  }
  console.log(summary(counts));
  process.exitCode = isSuccess(counts) && !signal.aborted ? 0 : 1;
}

await main();
