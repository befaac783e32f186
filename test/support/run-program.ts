import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const END_WITH_PARENT = new URL('end-with-parent.mjs', import.meta.url).href;
const LOADER = fileURLToPath(
  new URL('../../node_modules/@oxc-node/core/register.mjs', import.meta.url),
);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** the whole environment, beside PATH */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** SIGKILL after this; a program that goes on ends without a code */
  readonly patienceMs?: number;
}

/** Runs one of the programs from source until it ends. */
export async function runProgram(entry: string, options: RunOptions = {}): Promise<Ended> {
  const { env = {}, args = [], cwd = ROOT, patienceMs = 60_000 } = options;
  const child = spawn(
    process.execPath,
    [
      '--conditions=@shelfwire/source',
      `--import=${LOADER}`,
      `--import=${END_WITH_PARENT}`,
      `${ROOT}${entry}`,
      ...args,
    ],
    { cwd, env: { PATH: process.env['PATH'], ...env }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  clearTimeout(timer);
  return { code, stdout, stderr };
}
