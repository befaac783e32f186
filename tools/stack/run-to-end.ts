import { spawn } from 'node:child_process';
import { StackError } from './stack-error.js';

export interface CommandSpec {
  /** Named in the error. */
  what: string;
  command: string;
  args: string[];
  cwd?: string;
  uid?: number;
  gid?: number;
  signal: AbortSignal;
  /** Receives every line of output as it comes. */
  onLine?: (line: string) => void;
}

/**
 * Runs a command that ends by itself.
 * @throws StackError with the end of its output unless it ends with 0
 */
export async function runToEnd(spec: CommandSpec): Promise<void> {
  const { what, command, args, signal, onLine = () => {} } = spec;
  signal.throwIfAborted();
  const lastLines: string[] = [];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
    signal,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...(spec.uid === undefined ? {} : { uid: spec.uid, gid: spec.gid }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        lastLines.push(line);
        if (lastLines.length > 15) lastLines.shift();
        onLine(line);
      }
    });
  }
  const how = await new Promise<string | undefined>((resolve, reject) => {
    let failure: Error | undefined;
    child.once('error', (error) => (failure = error));
    // Only now is the process gone, also when it was aborted or never started.
    child.once('close', (code, killedBy) => {
      if (failure !== undefined) reject(failure);
      else resolve(code === 0 ? undefined : (killedBy ?? `exit code ${code}`));
    });
  });
  if (how === undefined) return;
  throw new StackError(`${what} failed (${how}). The end of its output:\n${lastLines.join('\n')}`);
}
