import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { endCrashedStack } from './remove-stack.js';
import { readLedger } from './pid-ledger.js';
import { isAlive } from './process-identity.js';
import { Progress } from './progress.js';
import { PORT_NAMES, type StackPorts } from './stack.js';
import { StackError } from './stack-error.js';
import { startStack } from './start-stack.js';
import { aborted, stopSignals } from './stop-signals.js';

const USAGE = `Usage: npm run stack -- up   [--data FOLDER] [--kafka PORT] [--connect PORT] …
       npm run stack -- down [--data FOLDER]

up    starts Kafka, Connect with Debezium, MariaDB and two PostgreSQL servers, prints where they
      answer, and stops them on Ctrl-C
down  stops the stack of that folder, also one that crashed

--data FOLDER   default .shelfwire/stack
--NAME PORT     that very port; NAME is one of ${PORT_NAMES.join(', ')}

SHELFWIRE_STACK=native|containers|auto chooses how (auto: containers where Docker answers).`;

async function up(dataDir: string, ports: Partial<StackPorts>): Promise<void> {
  const signal = stopSignals();
  const stack = await startStack({ dataDir, ports, signal, report: console.log });
  console.log(JSON.stringify(stack.endpoints, null, 2));
  console.log('Ctrl-C stops it.');
  await aborted(signal);
  console.log('Stopping the stack …');
  await stack.stop();
}

async function down(dataDir: string): Promise<void> {
  const owner = readLedger(dataDir)?.owner;
  if (owner !== undefined && isAlive(owner)) {
    process.kill(owner.pid, 'SIGTERM');
    while (isAlive(owner)) await sleep(100);
    return;
  }
  if (owner === undefined) return;
  await endCrashedStack(dataDir, new Progress(console.log));
}

function portsFrom(values: Record<string, string | boolean | undefined>): Partial<StackPorts> {
  const ports: Partial<StackPorts> = {};
  for (const name of PORT_NAMES) {
    const value = values[name];
    if (value === undefined) continue;
    const port = Number(value);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new StackError(`--${name} is "${String(value)}"; expected a port, 1 to 65535.`);
    }
    ports[name] = port;
  }
  return ports;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: path.join('.shelfwire', 'stack') },
      ...Object.fromEntries(PORT_NAMES.map((name) => [name, { type: 'string' as const }])),
    },
  });
  const dataDir = path.resolve(values.data);
  const [command, ...more] = positionals;
  if (more.length === 0 && command === 'up') return up(dataDir, portsFrom(values));
  if (more.length === 0 && command === 'down') return down(dataDir);
  console.error(USAGE);
  process.exitCode = 2;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

try {
  await main();
} catch (error) {
  if (isAbort(error)) console.error('Stopped while starting; nothing is left running.');
  else console.error(error instanceof StackError ? error.message : error);
  // Not by itself: an image that is being pulled would keep the process alive.
  process.exit(1);
}
