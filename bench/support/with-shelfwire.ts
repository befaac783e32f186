import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { launch, type LaunchOptions, type Shelfwire } from '../../tools/run/launch.js';
import { PidLedger, readLedger } from '../../tools/stack/pid-ledger.js';
import { removeStack } from '../../tools/stack/remove-stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import type { Stack, StackOptions } from '../../tools/stack/stack.js';
import { stopSignals } from '../../tools/stack/stop-signals.js';

export interface Bench {
  readonly stack: Stack;
  readonly demo: DemoInstallation;
  readonly shelfwire: Shelfwire;
  /** every server and program that runs for the measurement, by name */
  readonly pids: () => ReadonlyMap<string, number>;
}

interface Options extends Pick<LaunchOptions, 'programs' | 'sandbox'> {
  readonly configFile: string;
  readonly stack?: Pick<StackOptions, 'provider' | 'jvm'>;
}

/** Runs a measurement on a stack and an installation of its own, and leaves nothing behind. */
export async function withShelfwire(
  name: string,
  { configFile, stack: stackOptions, ...options }: Options,
  measure: (bench: Bench) => Promise<void>,
): Promise<void> {
  const dataDir = path.resolve('.shelfwire', `${name}-${process.pid}`);
  const report = (line: string) => console.log(line);
  const signal = stopSignals();
  const stack = await startStack({ ...stackOptions, dataDir, report, signal });
  const folder = path.join(dataDir, 'run');
  mkdirSync(folder, { recursive: true });
  const { ledger } = PidLedger.claim(folder);
  try {
    const demo = await installDemo(stack.endpoints);
    const shelfwire = await launch({
      ...options,
      endpoints: stack.endpoints,
      ledger,
      folder,
      report,
      installation: {
        stateDatabase: 'shelfwire',
        namespace: '',
        configFile,
        demo,
        sandboxTokens: { bazaar: 'bazaar-of-the-bench', emporium: 'emporium-of-the-bench' },
      },
    });
    try {
      await Promise.race([
        measure({ stack, demo, shelfwire, pids: () => pidsIn([dataDir, folder]) }),
        once(signal, 'abort'),
      ]);
    } finally {
      await shelfwire.stop();
    }
  } finally {
    ledger.release();
    await stack.stop();
    await removeStack(dataDir);
  }
}

const pidsIn = (folders: readonly string[]): ReadonlyMap<string, number> => {
  const children = folders.flatMap((folder) => readLedger(folder)?.children ?? []);
  return new Map(children.map(({ name, pid }) => [name, pid]));
};
