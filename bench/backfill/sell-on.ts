import { createPool } from 'mysql2/promise';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Login } from '../../test/support/database.js';
import { percentiles, type Percentiles } from '../support/percentiles.js';
import { sellOne, type Assortment } from './stocked-pos.js';

const CONNECTIONS = 4;

/** A sale's movement, and when its transaction was committed. */
export interface Sold {
  readonly movement: number;
  readonly at: number;
}

export interface Selling {
  /** Ends it; what was sold, in the order of the commits. */
  stop(): Promise<readonly Sold[]>;
}

/** Sells at an even pace, until it is told to stop. */
export function sellOn(
  server: Login,
  database: string,
  shape: Assortment,
  perSecond: number,
): Selling {
  const pool = createPool({ ...server, database, connectionLimit: CONNECTIONS });
  const sold: Sold[] = [];
  const stopping = new AbortController();
  const sellers = Array.from({ length: CONNECTIONS }, async (_, seller) => {
    const db = await pool.getConnection();
    try {
      // the application's own clerk is not part of the assortment
      await db.query('SET foreign_key_checks = 0');
      const start = performance.now();
      for (let round = 0; !stopping.signal.aborted; round += 1) {
        const sale = round * CONNECTIONS + seller;
        await sleep(Math.max(0, start + (sale / perSecond) * 1000 - performance.now()));
        const movement = await sellOne(db, shape, sale);
        sold.push({ movement, at: Date.now() });
      }
    } finally {
      // a transaction that failed goes with its connection
      db.destroy();
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(sellers);
      await pool.end();
      return sold;
    },
  };
}

/** From the commit of a movement to its line in the ledger, ms, on one clock. */
export async function lagsOf(state: DataSource, sold: readonly Sold[]): Promise<Percentiles> {
  const rows = await state.query<{ row_key: string; applied_at: Date }[]>(
    `SELECT row_key, min(applied_at) AS applied_at FROM ledger_line
     WHERE table_name = 'ospos_inventory' GROUP BY row_key`,
  );
  const applied = new Map(rows.map(({ row_key, applied_at }) => [row_key, applied_at.getTime()]));
  return percentiles(
    sold.flatMap(({ movement, at }) => {
      const seen = applied.get(`trans_id=${movement}`);
      return seen === undefined ? [] : [Math.max(0, seen - at)];
    }),
  );
}
