import path from 'node:path';
import { jvmFlags } from '../jvm-flags.js';
import type { JvmTuning } from '../stack.js';

/** JAVA_HOME's, else the first one on the path. */
export function javaCommand(env: NodeJS.ProcessEnv = process.env): string {
  const home = env['JAVA_HOME'];
  return home === undefined || home === '' ? 'java' : path.join(home, 'bin', 'java');
}

/** How Java programs of the distribution are called. */
export class Java {
  readonly command = javaCommand();

  constructor(
    private readonly classPath: string,
    private readonly tuning: JvmTuning,
    /** further flags of a program that runs on, such as an agent that watches it */
    private readonly serverFlags: readonly string[] = [],
  ) {}

  /** The same for a program that runs on. */
  serverArgs(heap: string, main: string, ...rest: string[]): string[] {
    return [...this.serverFlags, ...this.args(heap, main, ...rest)];
  }

  /** @param heap the most that the heap may take, such as `384m` */
  args(heap: string, main: string, ...rest: string[]): string[] {
    const flags = [`-Xmx${heap}`, ...jvmFlags(this.tuning), '-Dfile.encoding=UTF-8'];
    return [...flags, '-Dlog4j2.level=WARN', '-cp', this.classPath, main, ...rest];
  }
}

/** The text of a .properties file. */
export function properties(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}
