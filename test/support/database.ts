import { createDataSource } from '#storage';
import pg from 'pg';
import type { DataSource } from 'typeorm';

/** An administrator's login, as the stack gives it. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export const databaseUrl = ({ host, port, user, password }: Login, name: string): string =>
  `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${name}`;

/** A PostgreSQL database of a test's own, with Shelfwire's tables. */
export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  drop(): Promise<void>;
}

let counter = 0;

export async function createTestDatabase(login: Login, label: string): Promise<TestDatabase> {
  const name = `${label}_${process.pid}_${Date.now()}_${(counter += 1)}`;
  await asAdministrator(login, `CREATE DATABASE ${name}`);
  const url = databaseUrl(login, name);
  const dataSource = await createDataSource(url, `test ${label}`).initialize();
  await dataSource.runMigrations();
  const drop = async () => {
    await dataSource.destroy();
    await asAdministrator(login, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { url, dataSource, drop };
}

/** A database whose owner is a role without any special right, which is how the programs are meant to run. */
export async function createOwnedDatabase(login: Login, label: string): Promise<TestDatabase> {
  const name = `${label}_${process.pid}_${Date.now()}_${(counter += 1)}`;
  const owner = { ...login, user: name, password: 'of-a-test' };
  await asAdministrator(login, `CREATE ROLE ${name} LOGIN PASSWORD '${owner.password}'`);
  await asAdministrator(login, `CREATE DATABASE ${name} OWNER ${name}`);
  const url = databaseUrl(owner, name);
  const dataSource = await createDataSource(url, `test ${label}`).initialize();
  await dataSource.runMigrations();
  const drop = async () => {
    await dataSource.destroy();
    await asAdministrator(login, `DROP DATABASE ${name} WITH (FORCE)`);
    await asAdministrator(login, `DROP ROLE ${name}`);
  };
  return { url, dataSource, drop };
}

export async function asAdministrator(login: Login, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(login, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
