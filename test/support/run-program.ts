import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
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
  /** close its standard output after so many bytes, as a reader does that has seen enough */
  readonly leaveAfterBytes?: number;
}

/** Runs one of the programs from source until it ends. */
export async function runProgram(entry: string, options: RunOptions = {}): Promise<Ended> {
  const { env = {}, args = [], cwd = ROOT, patienceMs = 100_000, leaveAfterBytes } = options;
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
    leaveAfterBytes === undefined ? text(child.stdout) : beginning(child.stdout, leaveAfterBytes),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  clearTimeout(timer);
  return { code, stdout, stderr };
}

/** At least so many bytes, then the stream is closed. */
async function beginning(stream: Readable, bytes: number): Promise<string> {
  let read = '';
  if (bytes > 0) {
    for await (const chunk of stream) {
      read += String(chunk);
      if (read.length >= bytes) break;
    }
  }
  stream.destroy();
  return read;
}
