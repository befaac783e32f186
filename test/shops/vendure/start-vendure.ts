import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShopProcess } from '../shop-process.js';

const MAIN = fileURLToPath(new URL('shop.mjs', import.meta.url));
const START_MS = 90_000;

export interface ShopSettings {
  /** the folder with the shop's node_modules */
  readonly folder: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly password: string;
}

/** Vendure, unmodified. @throws Error with the end of its log when it does not answer in time */
export async function startVendure(settings: ShopSettings): Promise<ShopProcess> {
  const { folder, port, databaseUrl, password } = settings;
  const shop = new ShopProcess({
    what: 'Vendure',
    cwd: folder,
    args: [MAIN],
    env: {
      SHOP_PORT: String(port),
      SHOP_DATABASE_URL: databaseUrl,
      SHOP_ADMIN_PASSWORD: password,
      VENDURE_DISABLE_TELEMETRY: 'true',
    },
    logFile: logFileOf(settings),
  });
  try {
    await shop.answers(`http://127.0.0.1:${port}/health`, START_MS);
    return shop;
  } catch (error) {
    await shop.stop();
    throw error;
  }
}

export const logFileOf = ({ port }: ShopSettings): string =>
  path.join(tmpdir(), `vendure-${process.pid}-${port}.log`);
