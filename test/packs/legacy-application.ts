import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderGrants } from '#connect';
import { loadPack } from '#mapping';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Login } from '../support/database.js';
import { asMariadb, type CaptureLogin } from '../support/legacy-databases.js';
import { locationId, type PackCase } from './pack-case.js';

const ROOT = new URL('../../', import.meta.url);
const schemaOf = (pack: string): string =>
  readFileSync(new URL(`test/packs/${pack}/schema.sql`, ROOT), 'utf8');

interface LevelRow extends RowDataPacket {
  readonly sku: string;
  readonly location: string;
  readonly bucket: string;
  readonly quantity: string | number;
}

/** The database of a pack's application. */
export class LegacyApplication {
  private constructor(
    readonly given: PackCase,
    readonly database: string,
    private readonly levelsSql: string,
    private readonly db: Connection,
  ) {}

  /** Makes it with its opening stock, and grants to the login what the pack asks for. */
  static async install(
    server: Login,
    given: PackCase,
    database: string,
    login: CaptureLogin,
  ): Promise<LegacyApplication> {
    const pack = loadPack(fileURLToPath(new URL(`connectors/${given.pack}`, ROOT)));
    await asMariadb(server, `CREATE DATABASE ${database}`);
    const use = `USE ${database};`;
    await asMariadb(server, `${use} ${schemaOf(given.pack)}`);
    await asMariadb(server, `${use} ${given.opening}`);
    await asMariadb(server, `${use} ${renderGrants(pack, { ...login, database })}`);
    const db = await createConnection({ ...server, database });
    const { levels } = pack.file;
    if (levels === undefined) throw new Error(`${given.pack} does not say what is there`);
    return new LegacyApplication(given, database, levels, db);
  }

  trade(): Promise<void> {
    return this.given.trade(this.db);
  }

  /** What the application itself says, by the pack's statement: `sku@location bucket` → quantity, where there is any. */
  async levels(): Promise<Record<string, number>> {
    const [rows] = await this.db.query<LevelRow[]>(this.levelsSql);
    const entries = rows.map(
      ({ sku, location, bucket, quantity }) =>
        [`${sku}@${locationId(this.given, location)} ${bucket}`, Number(quantity)] as const,
    );
    return Object.fromEntries(entries.filter(([, quantity]) => quantity !== 0));
  }

  close(): Promise<void> {
    return this.db.end();
  }

  async drop(): Promise<void> {
    await this.db.query(`DROP DATABASE ${this.database}`);
    await this.close();
  }
}
