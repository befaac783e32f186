import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const SHELFWIRE = fileURLToPath(new URL('../../bin/shelfwire.mjs', import.meta.url));
const PATIENCE_MS = 90_000;
const LOOK_MS = 50;

export const ENTER = '\r';
export const BACKSPACE = '\u007F';
export const CONTROL_C = '\u0003';

/** The `shelfwire` command at a pseudo-terminal, which util-linux's `script` makes, and somebody who types. */
export class Terminal {
  private shown = '';
  private answeredAt = 0;

  private constructor(private readonly program: ChildProcessWithoutNullStreams) {
    program.stdout.on('data', (part: Buffer) => (this.shown += part.toString()));
  }

  /** @param args words without spaces or quotes */
  static open(args: readonly string[], env: Readonly<Record<string, string>>): Terminal {
    // without one of its own, the pseudo-terminal would be no column wide
    const size = 'stty cols 100 rows 30';
    const command = `${size}; exec ${[process.execPath, SHELFWIRE, ...args].join(' ')}`;
    const program = spawn('/usr/bin/script', ['-qefc', command, '/dev/null'], {
      env: { PATH: process.env['PATH'], TERM: 'xterm', ...env },
    });
    return new Terminal(program);
  }

  get screen(): string {
    return stripVTControlCharacters(this.shown);
  }

  /** Types once the words have been shown since the last keys. */
  async type(words: string, keys: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!stripVTControlCharacters(this.shown.slice(this.answeredAt)).includes(words)) {
      if (Date.now() > deadline || this.program.exitCode !== null) {
        throw new Error(`"${words}" was not shown:\n${this.screen}`);
      }
      await sleep(LOOK_MS);
    }
    this.answeredAt = this.shown.length;
    this.program.stdin.write(keys);
  }

  /** @returns the exit code */
  async end(): Promise<number | null> {
    if (this.program.exitCode === null) await once(this.program, 'exit');
    return this.program.exitCode;
  }
}
