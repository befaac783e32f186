import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const SHELFWIRE = path.join(ROOT, 'bin', 'shelfwire.mjs');

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd: string;
  /** the whole environment, beside PATH */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a program to its end, with so much on its standard input. */
export async function run(command: readonly string[], place: Place, input = ''): Promise<Said> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: place.cwd,
    env: { PATH: process.env['PATH'], ...place.env },
  });
  child.stdin.on('error', () => undefined).end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}
