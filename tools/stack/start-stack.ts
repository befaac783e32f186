import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, jmxWanted, providerChoice } from './environment.js';
import { startContainerServers } from './containers/container-servers.js';
import { dockerComplaints } from './containers/docker.js';
import { startNativeServers } from './native/native-servers.js';
import { nativeComplaints } from './native/requirements.js';
import { endLeftovers } from './leftovers.js';
import { PidLedger } from './pid-ledger.js';
import { choosePorts } from './ports.js';
import { Progress } from './progress.js';
import type { StartServers } from './provider.js';
import { selectProvider } from './select-provider.js';
import { StackError } from './stack-error.js';
import type { ProviderName, Stack, StackOptions } from './stack.js';

const PROVIDERS: Record<ProviderName, StartServers> = {
  native: startNativeServers,
  containers: startContainerServers,
};

const NO_JMX =
  'SHELFWIRE_JMX=1 shows the metrics of a native stack only, and this one is of containers. ' +
  'Set SHELFWIRE_STACK=native, or use `docker compose --profile monitoring up`, which has them too.';

/**
 * Starts Kafka, Connect with Debezium, MariaDB and two PostgreSQL servers, all healthy when this
 * resolves. The caller answers for calling `stop()`, also on a signal.
 * @throws StackError for what a person can mend: a folder in use, a taken port, missing programs
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const progress = new Progress(options.report);
  const dataDir = path.resolve(options.dataDir);
  const secretsDir = path.join(dataDir, 'secrets');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(secretsDir)) mkdirSync(secretsDir, { mode: 0o700 });
  const claim = PidLedger.claim(dataDir);
  const { ledger } = claim;
  const stackFile = path.join(dataDir, 'stack.json');
  const signal = options.signal ?? new AbortController().signal;
  try {
    await endLeftovers(dataDir, claim, progress);
    const choice = options.provider ?? providerChoice();
    const provider = await selectProvider(choice, {
      containers: dockerComplaints,
      native: () => nativeComplaints(cacheDir()),
    });
    const servers = await PROVIDERS[provider]({
      dataDir,
      cacheDir: cacheDir(),
      secretsDir,
      ports: await choosePorts(dataDir, options.ports),
      connectProperties: options.connectProperties ?? {},
      jvm: options.jvm ?? 'quickStart',
      jmx: jmxOf(options, provider),
      ledger,
      progress,
      signal,
    });
    const { endpoints, connect } = servers;
    writeFileSync(stackFile, `${JSON.stringify(endpoints, null, 2)}\n`);
    progress.line(`The stack is up (${provider})`);
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      rmSync(stackFile, { force: true });
      await servers.stop();
      ledger.release();
    };
    return {
      provider,
      endpoints,
      connect,
      servers: servers.servers,
      stop: () => (stopped ??= stop()),
    };
  } catch (error) {
    ledger.release();
    throw error;
  }
}

/** @throws StackError where it is wanted and cannot be had */
function jmxOf({ jmx = jmxWanted() }: StackOptions, provider: ProviderName): boolean {
  if (jmx && provider !== 'native') throw new StackError(NO_JMX);
  return jmx;
}
