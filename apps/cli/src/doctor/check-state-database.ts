import { createDataSource } from '#storage';
import type { DataSource } from 'typeorm';
import { AreaFailure, type CheckResult, failed, ok, tellRefusal } from '#connect';

const SETTING = 'SHELFWIRE_DATABASE_URL';

/** Shelfwire's own PostgreSQL: reachable, and its tables up to date. */
export async function checkStateDatabase(url: string): Promise<CheckResult[]> {
  const dataSource = createDataSource(url, 'shelfwire doctor', 1);
  await connect(dataSource, new URL(url));
  try {
    return [ok('connection', placeOf(new URL(url))), await checkMigrations(dataSource)];
  } finally {
    await dataSource.destroy();
  }
}

async function connect(dataSource: DataSource, url: URL): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (error) {
    const login = { user: decodeURIComponent(url.username), database: url.pathname.slice(1) };
    const remedy = tellRefusal(error, { place: placeOf(url), setting: SETTING, ...login });
    throw new AreaFailure(failed('connection', remedy));
  }
}

const placeOf = (url: URL): string => `PostgreSQL at ${url.host}${url.pathname}`;

async function checkMigrations(dataSource: DataSource): Promise<CheckResult> {
  const missing = await dataSource.showMigrations();
  if (!missing) return ok('tables', 'every migration has run');
  return failed('tables', {
    found: 'migrations have not run yet',
    expected: 'the tables of this version',
    mend: 'shelfwire apply',
  });
}
