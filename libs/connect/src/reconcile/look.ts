import { placesOf, type Policy } from '#config';
import { BUCKETS, parseQuantity } from '#domain';
import type { Pack } from '#mapping';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../database/open-database.js';
import { compareLevels, type Comparison, type Level } from './compare-levels.js';
import { LevelsError, levelsFrom } from './source-levels.js';

/** The source's own levels beside what is kept of them, at one moment. */
export interface Look {
  readonly comparison: Comparison;
  /** by the source's clock, not before its levels were read */
  readonly at: Date;
}

export interface LookedAt {
  readonly dataSource: DataSource;
  readonly policy: Policy;
  readonly pack: Pack;
  readonly source: string;
}

const CLOCKS = {
  mariadb: 'UTC_TIMESTAMP(6)',
  mysql: 'UTC_TIMESTAMP(6)',
  postgresql: 'clock_timestamp()',
};

/**
 * What is kept is read first: a change that came in between is then ahead in the source, and will have come
 * by the next look.
 *
 * @throws LevelsError when the pack or the engine gives no levels
 */
export async function look({ dataSource, policy, pack, source }: LookedAt): Promise<Look> {
  const { levels: sql } = pack.file;
  const known = policy.sources[source];
  if (!known) throw new LevelsError(`The policy has no source ${source}`);
  if (sql === undefined || pack.engine === 'sqlserver') {
    throw new LevelsError(
      `${source} cannot be reconciled: ${sql === undefined ? `the pack ${pack.name} has no levels statement` : 'a SQL Server database cannot be read from here'}`,
    );
  }
  const positions = await positionsOf(dataSource, source);
  const { name, host, port, user, password } = known.database;
  const database = await openDatabase(pack.engine, { host, port, user, password, database: name });
  try {
    const levels = await levelsFrom(database, sql);
    const [clock] = await database.select(`SELECT ${CLOCKS[pack.engine]} AS at`);
    const places = placesOf(policy, source);
    return {
      comparison: compareLevels(positions, levels, (place) => places.get(place)),
      at: new Date(String(clock?.['at'])),
    };
  } finally {
    await database.close();
  }
}

async function positionsOf(dataSource: DataSource, source: string): Promise<readonly Level[]> {
  const values = BUCKETS.map((bucket) => `('${bucket}', ${bucket})`).join(', ');
  const rows = await dataSource.query<(Omit<Level, 'quantity'> & { quantity: string })[]>(
    `SELECT sku, location, bucket, trim_scale(quantity)::text AS quantity
     FROM stock_position, LATERAL (VALUES ${values}) AS held (bucket, quantity)
     WHERE source = $1 AND quantity <> 0`,
    [source],
  );
  return rows.map((row) => ({ ...row, quantity: parseQuantity(row.quantity) ?? 0n }));
}
