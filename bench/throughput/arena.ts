import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createDataSource } from '#storage';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import pg from 'pg';
import { PidLedger, readLedger } from '../../tools/stack/pid-ledger.js';
import { removeStack } from '../../tools/stack/remove-stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { stopSignals } from '../../tools/stack/stop-signals.js';

/** Where contestants meet: a real broker and a real PostgreSQL, nothing else running. */
export interface Arena {
  readonly endpoints: StackEndpoints;
  readonly folder: string;
  readonly ledger: PidLedger;
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly signal: AbortSignal;
  readonly broker: number;
  readonly postgres: number;
  /** a fresh database with Shelfwire's tables, or with none */
  createDatabase(tables: 'shelfwire' | 'none'): Promise<Database>;
}

export interface Database {
  readonly url: string;
  /** one connection of the benchmark's own */
  readonly client: pg.Client;
  drop(): Promise<void>;
}

const TEMPLATE = 'shelfwire_template';

/** Runs the measurements on a stack of their own, and leaves nothing behind. */
export async function withArena(measure: (arena: Arena) => Promise<void>): Promise<void> {
  const dataDir = path.resolve('.shelfwire', `bench-${process.pid}`);
  const signal = stopSignals();
  const report = (line: string) => console.log(line);
  const stack = await startStack({
    dataDir,
    provider: 'native',
    jvm: 'throughput',
    report,
    signal,
  });
  const folder = path.join(dataDir, 'run');
  mkdirSync(folder, { recursive: true });
  const { ledger } = PidLedger.claim(folder);
  const { endpoints } = stack;
  const kafka = new Kafka({ brokers: endpoints.kafkaBrokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  try {
    // Nothing is captured here, and its polling would be counted.
    await stack.connect.kill();
    await admin.connect();
    const databases = new Databases(endpoints);
    await databases.prepare();
    await measure({
      endpoints,
      folder,
      ledger,
      kafka,
      admin,
      signal,
      broker: pidOf(dataDir, 'kafka'),
      postgres: pidOf(dataDir, 'state-postgres'),
      createDatabase: (tables) => databases.create(tables),
    });
  } finally {
    await admin.disconnect();
    ledger.release();
    await stack.stop();
    await removeStack(dataDir);
  }
}

function pidOf(folder: string, name: string): number {
  const child = readLedger(folder)?.children.find((known) => known.name === name);
  if (!child) throw new Error(`the stack runs no ${name}`);
  return child.pid;
}

class Databases {
  private count = 0;

  constructor(private readonly endpoints: StackEndpoints) {}

  async prepare(): Promise<void> {
    await this.administer(`CREATE DATABASE ${TEMPLATE}`);
    const dataSource = await createDataSource(this.urlOf(TEMPLATE), 'bench', 1).initialize();
    await dataSource.runMigrations({ transaction: 'all' });
    await dataSource.destroy();
  }

  async create(tables: 'shelfwire' | 'none'): Promise<Database> {
    const name = `bench_${(this.count += 1)}`;
    const template = tables === 'shelfwire' ? ` TEMPLATE ${TEMPLATE}` : '';
    await this.administer(`CREATE DATABASE ${name}${template}`);
    const url = this.urlOf(name);
    const client = new pg.Client({ connectionString: url });
    // The server ends it when a run is called off; a query of it would tell.
    client.on('error', () => undefined);
    await client.connect();
    const drop = async () => {
      await client.end();
      await this.administer(`DROP DATABASE ${name} WITH (FORCE)`);
    };
    return { url, client, drop };
  }

  private urlOf(name: string): string {
    const { host, port, user, password } = this.endpoints.statePostgres;
    return `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`;
  }

  private async administer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.urlOf('postgres') });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
