import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { installDemo } from '../demo/install.js';
import { endOrphans } from '../stack/orphans.js';
import { PidLedger } from '../stack/pid-ledger.js';
import { Progress } from '../stack/progress.js';
import { StackError, messageOf } from '../stack/stack-error.js';
import { startStack } from '../stack/start-stack.js';
import { aborted, stopSignals } from '../stack/stop-signals.js';
import type { StackEndpoints } from '../stack/stack.js';
import { AppProcess } from './app-process.js';
import { assertPortFree } from './assert-port-free.js';
import { launch, type Shelfwire } from './launch.js';
import { whereToLook } from './where-to-look.js';

const HOME = path.resolve('.shelfwire');
const FOLDER = path.join(HOME, 'run');
const PORTS = {
  api: Number(process.env['SHELFWIRE_HTTP_PORT'] ?? 7400),
  sandbox: Number(process.env['SHELFWIRE_SANDBOX_PORT'] ?? 7480),
};

/** `npm start`: the real stack, the demo shop, the sandbox marketplace and Shelfwire, until Ctrl-C. */
async function main(): Promise<void> {
  const signal = stopSignals();
  const progress = new Progress(console.log);
  mkdirSync(FOLDER, { recursive: true });
  await assertPortFree(PORTS.api, 'SHELFWIRE_HTTP_PORT');
  await assertPortFree(PORTS.sandbox, 'SHELFWIRE_SANDBOX_PORT');
  const { ledger, orphans } = PidLedger.claim(FOLDER);
  try {
    await endOrphans(orphans, ledger, progress);
    const report = (line: string) => progress.line(line);
    const stack = await startStack({
      dataDir: path.join(HOME, 'stack'),
      report: console.log,
      signal,
    });
    try {
      await runShop(stack.endpoints, ledger, report, signal);
    } finally {
      report('Stopping the stack');
      await stack.stop();
    }
  } finally {
    ledger.release();
  }
  progress.line('Everything is stopped; the next start goes on from here.');
}

async function runShop(
  endpoints: StackEndpoints,
  ledger: PidLedger,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const demo = await installDemo(endpoints);
  report('Both legacy databases of the demo shop are there');
  if (signal.aborted) return;
  const shelfwire = await launch({
    endpoints,
    ledger,
    folder: FOLDER,
    programs: ['standalone'],
    ports: PORTS,
    report,
    installation: {
      stateDatabase: 'shelfwire',
      namespace: '',
      configFile: process.env['SHELFWIRE_CONFIG'] ?? 'shelfwire.yaml',
      demo,
      sandboxTokens: sandboxTokens(),
    },
  });
  const replay = AppProcess.spawn(replaySpec(shelfwire), ledger);
  try {
    writeRun(shelfwire, endpoints);
    console.log(whereToLook(shelfwire));
    await aborted(signal);
    report('Stopping');
  } finally {
    await replay.stop();
    await shelfwire.stop();
  }
}

const replaySpec = ({ environment }: Shelfwire) => ({
  name: 'replay',
  entry: 'tools/demo/main.ts',
  args: ['replay', '--speed', process.env['SHELFWIRE_DEMO_SPEED'] ?? '20/s'],
  logDir: FOLDER,
  env: environment,
});

/** What the command line and the demo's own tools need to find this run; readable by this user only. */
function writeRun(shelfwire: Shelfwire, stack: StackEndpoints): void {
  const { apiUrl, apiKeyFile, sandboxUrl, environment } = shelfwire;
  const run = { apiUrl, apiKeyFile, sandboxUrl, stack, environment };
  writeFileSync(path.join(HOME, 'run.json'), JSON.stringify(run, null, 2), { mode: 0o600 });
}

/** Made at the first start: no password or token is the same on two machines. */
function sandboxTokens(): { bazaar: string; emporium: string } {
  const file = path.join(FOLDER, 'sandbox-tokens.json');
  if (!existsSync(file)) {
    const token = () => randomBytes(18).toString('base64url');
    writeFileSync(file, JSON.stringify({ bazaar: token(), emporium: token() }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { bazaar: string; emporium: string };
}

main().catch((error: unknown) => {
  const expected = error instanceof StackError || (error as Error).name === 'AbortError';
  console.error(expected ? messageOf(error) : error);
  process.exitCode = 1;
});
