import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { cacheDir } from '../../../tools/stack/environment.js';
import { databaseUrl, type Login } from '../../support/database.js';
import { asPostgres } from '../../support/legacy-databases.js';
import { copyDatabase, restoreDatabase, type DatabaseCopy } from './database-copy.js';
import { ensureTryton, PYTHON } from './programs.js';

const run = promisify(execFile);
const DAY = path.resolve('test/packs/tryton/day.py');

/** A database of Tryton, and Tryton's own programs at work in it. */
export class TrytonBooks {
  private constructor(
    readonly database: string,
    private readonly configuration: string,
  ) {}

  /** @param folder where Tryton's configuration is written */
  static async install(server: Login, database: string, folder: string): Promise<TrytonBooks> {
    const installed = await ensureTryton();
    const configuration = path.join(folder, 'trytond.conf');
    writeFileSync(configuration, `[database]\nuri = ${databaseUrl(server, '')}\n`);
    await asPostgres(server, 'postgres', `CREATE DATABASE ${database}`);
    const books = new TrytonBooks(database, configuration);
    const client = new pg.Client({ ...server, database });
    await client.connect();
    try {
      await books.fill(client, folder, cacheFile(installed));
    } finally {
      await client.end();
    }
    return books;
  }

  /**
   * Writes opening stock or a day.
   *
   * @returns what Tryton then says is there: `CODE@WAREHOUSE BUCKET` → units
   */
  async write(step: 'open' | 'trade'): Promise<Record<string, number>> {
    return JSON.parse(await this.python(step)) as Record<string, number>;
  }

  /** Making the database takes Tryton a minute and more, so that is done once for each version. */
  private async fill(client: pg.Client, folder: string, cache: string): Promise<void> {
    if (existsSync(cache)) {
      return restoreDatabase(client, JSON.parse(readFileSync(cache, 'utf8')) as DatabaseCopy);
    }
    const password = path.join(folder, 'tryton-password');
    writeFileSync(password, 'shelfwire\n', { mode: 0o600 });
    const modules = ['-u', 'ir', 'res', 'stock', '--activate-dependencies'];
    await run(
      'trytond-admin',
      ['-c', this.configuration, '-d', this.database, ...modules, '--email', 'shop@example.com'],
      { env: { ...process.env, TRYTONPASSFILE: password } },
    );
    await this.python();
    const draft = `${cache}.${process.pid}`;
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(draft, JSON.stringify(await copyDatabase(client)));
    renameSync(draft, cache);
    rmSync(password);
  }

  private async python(...steps: string[]): Promise<string> {
    const args = ['-B', '-W', 'ignore', DAY, this.configuration, this.database, ...steps];
    return (await run(PYTHON, args)).stdout;
  }
}

function cacheFile(installed: string): string {
  const made = createHash('sha256')
    .update(installed)
    .update(readFileSync(path.resolve(path.dirname(DAY), 'books.py')));
  return path.join(cacheDir(), 'tryton', `${made.digest('hex').slice(0, 16)}.json`);
}
