import { mkdirSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#storage';
import { NativeHost } from '../../../tools/stack/native/native-host.js';
import { startPostgres } from '../../../tools/stack/native/postgres.js';
import { PidLedger } from '../../../tools/stack/pid-ledger.js';
import { Progress } from '../../../tools/stack/progress.js';
import { removeCrashedStacks, removeStack } from '../../../tools/stack/remove-stack.js';
import type { Db } from '../../../tools/stack/stack.js';
import { databaseUrl } from '../../support/database.js';
import { NOW, SEARCH_PATH, VIRTUAL_CLOCK } from './virtual-clock.js';
import { WITNESS } from './witness.js';

const RUN_DIR = path.resolve('.shelfwire');
const FOLDER = 'sim-';
const TEMPLATE = 'sim_template';

/**
 * No step of one run happens while another one does, so whoever meets a lock would wait for ever: the
 * wait ends as an error that is worth trying again.
 */
const LOCK_TIMEOUT = '3ms';

const NO_TIMEOUT = { idle_in_transaction_session_timeout: 0 };

/** Nothing that is stored here has to outlive the machine. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  max_connections: '300',
};

/** A real PostgreSQL of the simulation's own. */
export class SimulationServer {
  private constructor(
    private readonly db: Db,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(signal: AbortSignal): Promise<SimulationServer> {
    await removeCrashedStacks(RUN_DIR, FOLDER);
    const dataDir = path.join(RUN_DIR, `${FOLDER}${process.pid}`);
    mkdirSync(dataDir, { recursive: true });
    const { ledger } = PidLedger.claim(dataDir);
    const host = new NativeHost(dataDir, ledger, new Progress(), signal);
    const stop = async () => {
      await host.stopAll(5_000);
      ledger.release();
      await removeStack(dataDir);
    };
    try {
      const port = await getPort({ host: '127.0.0.1' });
      const db = { host: '127.0.0.1', port, user: 'postgres', password: 'simulated' };
      await startPostgres(host, { name: 'postgres', db, settings: SETTINGS });
      const server = new SimulationServer(db, stop);
      await server.makeTemplate();
      return server;
    } catch (error) {
      await stop();
      throw error;
    }
  }

  /** A fresh database with Shelfwire's tables. */
  async create(name: string): Promise<void> {
    await this.asAdministrator(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  }

  async drop(name: string): Promise<void> {
    await this.asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`);
  }

  connect(name: string, poolSize: number): Promise<DataSource> {
    const dataSource = createDataSource(this.url(name), 'shelfwire simulation', poolSize);
    // Which session the server ends, and when, is up to the seed.
    const extra = { ...(dataSource.options.extra as object), ...NO_TIMEOUT };
    return dataSource.setOptions({ extra }).initialize();
  }

  private async makeTemplate(): Promise<void> {
    await this.asAdministrator(`CREATE DATABASE ${TEMPLATE}`);
    // a column that is added with a time as its default asks for one at once
    const url = this.url(TEMPLATE, ` -c ${NOW}=2000-01-01T00:00:00Z`);
    const dataSource = await createDataSource(url, 'sim').initialize();
    await dataSource.query(VIRTUAL_CLOCK);
    await dataSource.runMigrations();
    await dataSource.query(WITNESS);
    await dataSource.destroy();
  }

  private url(name: string, further = ''): string {
    const options = `-c lock_timeout=${LOCK_TIMEOUT} -c search_path=${SEARCH_PATH}${further}`;
    return `${databaseUrl(this.db, name)}?options=${encodeURIComponent(options)}`;
  }

  private async asAdministrator(statement: string): Promise<void> {
    const client = new pg.Client({ ...this.db, database: 'postgres' });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
