import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { z } from 'zod';
import { asAdministrator, databaseUrl, type Login } from '../support/database.js';
import { installShop } from './install-shop.js';
import { ShopProcess, type ShopProgram } from './shop-process.js';

const SOURCE = fileURLToPath(new URL('medusa/', import.meta.url));
const FILES = ['package.json', 'medusa-config.js', 'seed.js'];
const START_MS = 90_000;

const seeded = z.object({
  location: z.string(),
  region: z.string(),
  secretKey: z.string(),
  publishableKey: z.string(),
});

/** What `medusa/seed.js` made. */
export type MedusaSeed = z.infer<typeof seeded>;

/** A real Medusa shop: one process, on a database of its own. */
export interface MedusaShop extends MedusaSeed {
  readonly url: string;
  /** ends the process; everything that it has stored stays */
  stop(): Promise<void>;
  /** begins anew at the same address */
  restart(): Promise<void>;
  /** leaves no process, no database and no file */
  remove(): Promise<void>;
}

/**
 * Installs Medusa if need be, sets up a shop and starts it.
 *
 * @param login of the PostgreSQL server that gets the shop's database
 * @param stock units to begin with, by sku
 */
export async function startMedusaShop(
  login: Login,
  stock: Readonly<Record<string, number>>,
): Promise<MedusaShop> {
  const packages = await installShop('medusa');
  const folder = mkdtempSync(path.join(tmpdir(), 'medusa-'));
  for (const file of FILES) copyFileSync(path.join(SOURCE, file), path.join(folder, file));
  symlinkSync(path.join(packages, 'node_modules'), path.join(folder, 'node_modules'));
  const database = `medusa_${process.pid}_${Date.now()}`;
  const removeData = async () => {
    await asAdministrator(login, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await asAdministrator(login, `CREATE DATABASE ${database}`);
    return await open(programs(folder, databaseUrl(login, database), stock), folder, removeData);
  } catch (error) {
    await removeData();
    throw error;
  }
}

type Program = (...args: string[]) => ShopProgram;

/** Medusa's own command line. */
function programs(
  folder: string,
  databaseAddress: string,
  stock: Readonly<Record<string, number>>,
): Program {
  const env = {
    NODE_ENV: 'production',
    MEDUSA_DISABLE_TELEMETRY: 'true',
    SHOP_DATABASE_URL: databaseAddress,
    SHOP_SECRET: 'of-a-test',
    SHOP_STOCK: JSON.stringify(stock),
    SHOP_SEEDED: path.join(folder, 'seeded.json'),
  };
  const logFile = path.join(folder, 'medusa.log');
  const script = 'node_modules/@medusajs/cli/cli.js';
  return (...args) => ({
    what: `medusa ${args[0]}`,
    cwd: folder,
    args: [script, ...args],
    env,
    logFile,
  });
}

async function open(
  medusa: Program,
  folder: string,
  removeData: () => Promise<void>,
): Promise<MedusaShop> {
  await new ShopProcess(medusa('db:migrate', '--execute-all-links')).finished();
  await new ShopProcess(medusa('exec', './seed.js')).finished();
  const told = readFileSync(path.join(folder, 'seeded.json'), 'utf8');
  const port = await getPort({ host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}`;
  const start = async () => {
    const server = new ShopProcess(medusa('start', '--host=127.0.0.1', `--port=${port}`));
    await server.answers(`${url}/health`, START_MS);
    return server;
  };
  let running = await start();
  return {
    ...seeded.parse(JSON.parse(told)),
    url,
    stop: () => running.stop(),
    restart: async () => {
      running = await start();
    },
    remove: async () => {
      await running.stop();
      await removeData();
    },
  };
}
