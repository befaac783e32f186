import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { installDemo, type DemoInstallation } from '../../tools/demo/install.js';
import { replay } from '../../tools/demo/replay.js';
import { AppProcess } from '../../tools/run/app-process.js';
import { launch, type Shelfwire } from '../../tools/run/launch.js';
import { PidLedger } from '../../tools/stack/pid-ledger.js';
import { removeStack } from '../../tools/stack/remove-stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import type { Stack } from '../../tools/stack/stack.js';
import { asMariadb } from '../support/legacy-databases.js';
import { connectTo } from './connect-to.js';
import { TcpProxy } from './tcp-proxy.js';

const SEED = '1';
const STATE_DATABASE = 'shelfwire';
const TOKENS = { bazaar: 'bazaar-of-the-faults', emporium: 'emporium-of-the-faults' };
const CHANGES_PER_SECOND = 200;

/** A shop that trades, captured by real parts, and the hands that break it. */
export interface Scene {
  readonly stack: Stack;
  readonly demo: DemoInstallation;
  readonly shelfwire: Shelfwire;
  /** between Connect and the warehouse's database */
  readonly wayToWms: TcpProxy;
  /** Shelfwire's own database */
  readonly state: pg.Client;
  /** as an administrator of the shops' database */
  pos(sql: string): Promise<void>;
  /** as an administrator of the warehouse's database */
  wms(sql: string): Promise<void>;
  /** sells so many lines of sales and orders, in both databases */
  trade(lines: number): Promise<void>;
  /** the supervisor, the stages and the API, as Shelfwire's programs see them */
  shelfwireCommand(...words: readonly string[]): Promise<void>;
}

/**
 * Brings everything up, plays, and takes everything away.
 *
 * @param configFile writes the policy into a folder and tells where; the checkout's own if nothing is said
 */
export async function onStage(
  signal: AbortSignal,
  play: (scene: Scene) => Promise<boolean>,
  configFile: (folder: string) => string = () => 'shelfwire.yaml',
): Promise<boolean> {
  const dataDir = path.resolve('.shelfwire', `faults-${process.pid}`);
  const stack = await startStack({ dataDir, report: console.log, signal });
  const folder = path.join(dataDir, 'run');
  mkdirSync(folder, { recursive: true });
  const { ledger } = PidLedger.claim(folder);
  const wayToWms = await TcpProxy.to(stack.endpoints.wmsPostgres);
  try {
    return await withShop(
      { stack, wayToWms, folder, ledger, configFile: configFile(folder) },
      play,
    );
  } finally {
    ledger.release();
    await wayToWms.close();
    await stack.stop();
    await removeStack(dataDir);
  }
}

interface Shop {
  readonly stack: Stack;
  readonly wayToWms: TcpProxy;
  readonly folder: string;
  readonly ledger: PidLedger;
  readonly configFile: string;
}

async function withShop(
  { stack, wayToWms, folder, ledger, configFile }: Shop,
  play: (scene: Scene) => Promise<boolean>,
): Promise<boolean> {
  const { endpoints } = stack;
  const throughProxy = {
    ...endpoints,
    fromConnect: {
      ...endpoints.fromConnect,
      wmsPostgres: { host: '127.0.0.1', port: wayToWms.port },
    },
  };
  const demo = await installDemo(throughProxy, { seed: SEED });
  const shelfwire = await launch({
    endpoints: throughProxy,
    ledger,
    folder,
    programs: ['standalone'],
    report: console.log,
    installation: {
      stateDatabase: STATE_DATABASE,
      namespace: '',
      configFile,
      demo,
      sandboxTokens: TOKENS,
    },
  });
  const state = await connectTo({ ...endpoints.statePostgres, database: STATE_DATABASE });
  try {
    return await play(sceneOf({ stack, demo, shelfwire, wayToWms, state }, folder, ledger));
  } finally {
    await state.end();
    await shelfwire.stop();
  }
}

function sceneOf(
  parts: Pick<Scene, 'stack' | 'demo' | 'shelfwire' | 'wayToWms' | 'state'>,
  logDir: string,
  ledger: PidLedger,
): Scene {
  const { stack, demo, shelfwire } = parts;
  const { mariadb, wmsPostgres } = stack.endpoints;
  return {
    ...parts,
    pos: (sql) => asMariadb(mariadb, `USE ${demo.pos.database}; ${sql}`),
    wms: async (sql) => {
      const client = await connectTo({ ...wmsPostgres, database: demo.wms.database });
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    trade: async (lines) => {
      const speed = { changesPerSecond: CHANGES_PER_SECOND };
      await replay({ pos: demo.pos, wms: demo.wms, seed: SEED, speed, maxLines: lines });
    },
    shelfwireCommand: async (...args) => {
      const { environment: env } = shelfwire;
      const spec = { name: 'command', entry: 'apps/cli/src/main.ts', args, env, logDir };
      await AppProcess.spawn(spec, ledger).finished();
    },
  };
}
