import type { DataSource } from 'typeorm';
import { hasTable } from './applied-version.js';
import { step, type Step } from './step.js';

/** Changes of Shelfwire's own tables that its database has not had yet; nothing is written there. */
export async function planMigrations(dataSource: DataSource): Promise<Step[]> {
  const done = (await hasTable(dataSource, 'migrations'))
    ? await dataSource.query<{ name: string }[]>('SELECT name FROM migrations')
    : [];
  const known = new Set(done.map(({ name }) => name));
  return dataSource.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !known.has(name))
    .map((name) => step('migrations', `migration/${name}`, '+'));
}
