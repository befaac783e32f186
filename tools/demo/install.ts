import type { StackEndpoints } from '../stack/stack.js';
import { chooseLogin, shareLogin, type CaptureLogin } from './capture-login.js';
import { catalogueOf } from './catalogue.js';
import type { DemoStock } from './demo-stock.js';
import { readInvoices } from './invoices.js';
import type { LegacyDatabase } from './legacy-database.js';
import { openingStock } from './opening-stock.js';
import { installPos } from './pos/install-pos.js';
import { installWms } from './wms/install-wms.js';

type Endpoints = Pick<StackEndpoints, 'mariadb' | 'wmsPostgres' | 'secretsDir' | 'fromConnect'>;

export interface DemoOptions {
  readonly posDatabase?: string;
  readonly wmsDatabase?: string;
  /** names of the sources; their secrets are in `<secretsDir>/<source>.properties` */
  readonly posSource?: string;
  readonly wmsSource?: string;
  /** default: the one that the secrets file has, else a random one */
  readonly capturePassword?: string;
  /** default: the endpoints' own */
  readonly secretsDir?: string;
  /** decides opening stock and where invoices are sold; `1` by default */
  readonly seed?: string;
}

export interface InstalledSource extends LegacyDatabase {
  readonly source: string;
  /** whether this call made the data */
  readonly created: boolean;
  readonly capture: CaptureLogin & {
    /** address and secrets file as the Connect worker sees them */
    readonly host: string;
    readonly port: number;
    readonly secrets: string;
  };
}

export interface DemoInstallation {
  readonly pos: InstalledSource;
  readonly wms: InstalledSource;
}

/**
 * Makes both legacy databases with their schemas, items and opening stock, and the logins that capture
 * them. Idempotent: data that are there stay as they are.
 *
 * @throws Error when a database of that name holds something else
 */
export async function installDemo(
  endpoints: Endpoints,
  options: DemoOptions = {},
): Promise<DemoInstallation> {
  const { seed = '1', posSource = 'pos', wmsSource = 'wms' } = options;
  const { posDatabase = 'ospos', wmsDatabase = 'odoo' } = options;
  const { mariadb, wmsPostgres, fromConnect } = endpoints;
  const stock = demoStock(seed);
  const [pos, wms] = await Promise.all([
    installSource(endpoints, options, posSource, posDatabase, (login) =>
      installPos(mariadb, posDatabase, stock, login),
    ),
    installSource(endpoints, options, wmsSource, wmsDatabase, (login) =>
      installWms(wmsPostgres, wmsDatabase, stock, login),
    ),
  ]);
  return {
    pos: { ...mariadb, ...pos, capture: { ...pos.capture, ...fromConnect.mariadb } },
    wms: { ...wmsPostgres, ...wms, capture: { ...wms.capture, ...fromConnect.wmsPostgres } },
  };
}

async function installSource(
  endpoints: Endpoints,
  options: DemoOptions,
  source: string,
  database: string,
  install: (login: CaptureLogin) => Promise<boolean>,
) {
  const { secretsDir, fromConnect } = endpoints;
  const shared = fromConnect.secretsDir !== secretsDir;
  const place = { source, shared, secretsDir: options.secretsDir ?? secretsDir };
  const login = chooseLogin(place, `shelfwire_${database}`, options.capturePassword);
  const created = await install(login);
  shareLogin(place, login);
  const secrets = `${options.secretsDir ?? fromConnect.secretsDir}/${source}.properties`;
  return { source, database, created, capture: { ...login, secrets } };
}

function demoStock(seed: string): DemoStock {
  const invoices = readInvoices();
  const items = catalogueOf(invoices);
  return { seed, items, opening: openingStock(items, invoices, seed) };
}
