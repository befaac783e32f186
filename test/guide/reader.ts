import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Typed {
  readonly code: number | null;
  readonly output: string;
}

/** Somebody at a shell in the project's folder, who types what a guide says. */
export class Reader {
  constructor(private readonly env: Readonly<Record<string, string>>) {}

  /** Types a block; the first command that fails ends it. */
  async type(commands: string): Promise<Typed> {
    const shell = spawn('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err, [code]] = await Promise.all([
      text(shell.stdout),
      text(shell.stderr),
      once(shell, 'exit') as Promise<[number | null]>,
    ]);
    return { code, output: `${out}${err}` };
  }
}
