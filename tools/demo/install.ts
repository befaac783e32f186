import type { StackEndpoints } from '../stack/stack.js';
import { captureLogin, type CaptureLogin } from './capture-login.js';
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
  const stock = demoStock(seed);
  const loginOf = (source: string, database: string) =>
    captureLogin(
      {
        source,
        secretsDir: options.secretsDir ?? endpoints.secretsDir,
        shared: endpoints.fromConnect.secretsDir !== endpoints.secretsDir,
      },
      `shelfwire_${database}`,
      options.capturePassword,
    );
  const secretsOf = (source: string) =>
    `${options.secretsDir ?? endpoints.fromConnect.secretsDir}/${source}.properties`;

  const posLogin = loginOf(posSource, posDatabase);
  const wmsLogin = loginOf(wmsSource, wmsDatabase);
  const [posCreated, wmsCreated] = await Promise.all([
    installPos(endpoints.mariadb, posDatabase, stock, posLogin),
    installWms(endpoints.wmsPostgres, wmsDatabase, stock, wmsLogin),
  ]);
  return {
    pos: {
      ...endpoints.mariadb,
      database: posDatabase,
      source: posSource,
      created: posCreated,
      capture: { ...posLogin, ...endpoints.fromConnect.mariadb, secrets: secretsOf(posSource) },
    },
    wms: {
      ...endpoints.wmsPostgres,
      database: wmsDatabase,
      source: wmsSource,
      created: wmsCreated,
      capture: { ...wmsLogin, ...endpoints.fromConnect.wmsPostgres, secrets: secretsOf(wmsSource) },
    },
  };
}

function demoStock(seed: string): DemoStock {
  const invoices = readInvoices();
  const items = catalogueOf(invoices);
  return { seed, items, opening: openingStock(items, invoices, seed) };
}
