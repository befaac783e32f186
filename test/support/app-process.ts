import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Policy } from '#config';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 60_000;

export interface Surroundings {
  /** the policy file is written here */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly connectUrl: string;
  readonly namespace: string;
  /** further ones of the environment */
  readonly variables?: Readonly<Record<string, string>>;
}

/** One of the apps as a process of its own. */
export class AppProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** what it has logged, oldest first */
    readonly said: readonly string[],
  ) {}

  static async start(
    app: 'alerting' | 'api' | 'availability' | 'publisher' | 'standalone',
    policy: Policy,
    surroundings: Surroundings,
  ): Promise<AppProcess> {
    const folder = await mkdtemp(join(surroundings.folder, `${app}-`));
    const config = join(folder, 'shelfwire.yaml');
    await writeFile(config, JSON.stringify({ ...policy, policyVersion: undefined }));
    const child = spawn(
      process.execPath,
      [
        '--conditions=@shelfwire/source',
        '--import=@oxc-node/core/register',
        '--import=./test/support/end-with-parent.mjs',
        `apps/${app}/src/main.ts`,
      ],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'], env: environment(surroundings, config) },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      process.stderr.write(`${line}\n`);
    });
    await new Promise<void>((started, failed) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(line);
        if (line.includes('listens on')) started();
      });
      child.once('exit', () => failed(new Error(`${app} ended:\n${said.join('\n')}`)));
    }).finally(() => clearTimeout(timer));
    return new AppProcess(child, said);
  }

  /** Halts the process where it is, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  /** @returns the exit code; null after a signal */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill(signal);
      await gone;
    }
    return this.child.exitCode;
  }
}

const environment = (
  { databaseUrl, kafkaBrokers, connectUrl, namespace, variables = {} }: Surroundings,
  config: string,
): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SHELFWIRE_CONFIG: config,
  SHELFWIRE_DATABASE_URL: databaseUrl,
  SHELFWIRE_KAFKA_BROKERS: kafkaBrokers.join(','),
  SHELFWIRE_CONNECT_URL: connectUrl,
  SHELFWIRE_NAMESPACE: namespace,
  SHELFWIRE_HTTP_PORT: '0',
  ...variables,
});
