import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Policy } from '#config';
import { shopPolicy } from './policies.js';
import { limitOf } from './publisher.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 60_000;

export interface PublisherSurroundings {
  /** the policy file is written here */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly connectUrl: string;
  readonly namespace: string;
  readonly sandboxUrl: string;
}

/** The publisher as a process of its own, with one channel: the sandbox's account `bazaar`. */
export class PublisherProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(surroundings: PublisherSurroundings): Promise<PublisherProcess> {
    const config = join(surroundings.folder, 'shelfwire.yaml');
    await writeFile(config, JSON.stringify(policyOf(surroundings.sandboxUrl)));
    const child = spawn(
      process.execPath,
      [
        '--conditions=@shelfwire/source',
        '--import=@oxc-node/core/register',
        '--import=./test/support/end-with-parent.mjs',
        'apps/publisher/src/main.ts',
      ],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'], env: environment(surroundings, config) },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
    const said: string[] = [];
    await new Promise<void>((started, failed) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(line);
        if (line.includes('listens on')) started();
      });
      child.once('exit', () => failed(new Error(`the publisher ended:\n${said.join('\n')}`)));
    }).finally(() => clearTimeout(timer));
    return new PublisherProcess(child);
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
  { databaseUrl, kafkaBrokers, connectUrl, namespace }: PublisherSurroundings,
  config: string,
): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SHELFWIRE_CONFIG: config,
  SHELFWIRE_DATABASE_URL: databaseUrl,
  SHELFWIRE_KAFKA_BROKERS: kafkaBrokers.join(','),
  SHELFWIRE_CONNECT_URL: connectUrl,
  SHELFWIRE_NAMESPACE: namespace,
  SHELFWIRE_HTTP_PORT: '0',
});

function policyOf(url: string): Omit<Policy, 'policyVersion'> {
  const { policyVersion: _, channels, ...policy } = shopPolicy();
  const bazaar = channels['bazaar'];
  if (!bazaar) throw new Error('the policy of the tests has no channel "bazaar"');
  const endpoint = { url, account: 'bazaar', token: 'bazaar-token' };
  return {
    ...policy,
    channels: { bazaar: { ...bazaar, endpoint, limits: [limitOf('bazaar', 20, 10)] } },
  };
}
