import { randomUUID } from 'node:crypto';
import getPort from 'get-port';
import { rmSync } from 'node:fs';
import { asAdministrator, databaseUrl, type Login } from '../../support/database.js';
import { installShop } from '../install-shop.js';
import { setUpTrade } from './set-up-trade.js';
import { ShopAdmin } from './shop-admin.js';
import type { ShopProcess } from '../shop-process.js';
import { logFileOf, startVendure, type ShopSettings } from './start-vendure.js';

/** A real shop on 127.0.0.1 that takes orders, on a database of its own. */
export class VendureShop {
  private constructor(
    readonly admin: ShopAdmin,
    private readonly server: Login,
    private readonly database: string,
    private readonly settings: ShopSettings,
    private process: ShopProcess,
  ) {}

  /** Installs the shop's packages, if they are not there yet. @param server a PostgreSQL's administrator */
  static async start(server: Login, label: string): Promise<VendureShop> {
    const folder = await installShop('vendure');
    const database = `${label}_${process.pid}_${Date.now()}`;
    await asAdministrator(server, `CREATE DATABASE ${database}`);
    const settings = {
      folder,
      port: await getPort({ host: '127.0.0.1' }),
      databaseUrl: databaseUrl(server, database),
      password: randomUUID(),
    };
    const running = await startVendure(settings).catch(async (error: unknown) => {
      await dropDatabase(server, database);
      throw error;
    });
    try {
      const admin = await ShopAdmin.login(urlOf(settings), settings.password);
      await setUpTrade(admin.graph);
      return new VendureShop(admin, server, database, settings, running);
    } catch (error) {
      await running.stop();
      await dropDatabase(server, database);
      throw error;
    }
  }

  get url(): string {
    return urlOf(this.settings);
  }

  /** Its process ends, and its data stay. */
  stop(): Promise<void> {
    return this.process.stop();
  }

  /** At the same address, with the same data. */
  async comeBack(): Promise<void> {
    this.process = await startVendure(this.settings);
  }

  /** Nothing is left of it. */
  async remove(): Promise<void> {
    await this.stop();
    await dropDatabase(this.server, this.database);
    rmSync(logFileOf(this.settings));
  }
}

const urlOf = ({ port }: ShopSettings): string => `http://127.0.0.1:${port}`;

const dropDatabase = (server: Login, name: string) =>
  asAdministrator(server, `DROP DATABASE ${name} WITH (FORCE)`);
