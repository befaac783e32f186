import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import type { Commit, SourceId } from './sample.js';

/** One stock row that the benchmark changes. */
export interface Target {
  readonly source: SourceId;
  readonly sku: string;
  readonly write: (quantity: number) => Promise<unknown>;
}

export interface Writers {
  readonly targets: readonly Target[];
  close(): Promise<void>;
}

const ITEMS_PER_SOURCE = 400;
const CONNECTIONS = 6;

/** Opens both databases and picks the rows: one location of each source. */
export async function openWriters(
  { mariadb, wmsPostgres }: StackEndpoints,
  databases: { readonly pos: string; readonly wms: string },
): Promise<Writers> {
  const pos = mysql.createPool({
    ...mariadb,
    database: databases.pos,
    connectionLimit: CONNECTIONS,
  });
  const wms = new pg.Pool({ ...wmsPostgres, database: databases.wms, max: CONNECTIONS });
  const [items] = await pos.query<mysql.RowDataPacket[]>(
    `SELECT i.item_id, i.item_number, q.location_id
     FROM ospos_items i JOIN ospos_item_quantities q USING (item_id)
     JOIN ospos_stock_locations l USING (location_id)
     WHERE l.location_name = 'London' ORDER BY i.item_id LIMIT ${ITEMS_PER_SOURCE}`,
  );
  const quants = await wms.query<{ id: number; sku: string }>(
    `SELECT q.id, p.default_code AS sku FROM stock_quant q
     JOIN product_product p ON p.id = q.product_id JOIN stock_location l ON l.id = q.location_id
     WHERE l.complete_name = 'WH/Stock' ORDER BY q.id LIMIT ${ITEMS_PER_SOURCE}`,
  );
  const targets: Target[] = [
    ...items.map((item): Target => ({
      source: 'pos',
      sku: String(item['item_number']),
      write: (quantity) =>
        pos.execute(
          'UPDATE ospos_item_quantities SET quantity = ? WHERE item_id = ? AND location_id = ?',
          [quantity, Number(item['item_id']), Number(item['location_id'])],
        ),
    })),
    ...quants.rows.map(({ id, sku }): Target => ({
      source: 'wms',
      sku,
      write: (quantity) =>
        wms.query('UPDATE stock_quant SET quantity = $1, reserved_quantity = 0 WHERE id = $2', [
          quantity,
          id,
        ]),
    })),
  ];
  return { targets, close: async () => void (await Promise.all([pos.end(), wms.end()])) };
}

/**
 * Commits changes at an even pace, one transaction each, alternating between the sources.
 *
 * @param first quantities count upwards from here, so that no number comes twice
 */
export async function writeChanges(
  targets: readonly Target[],
  perSecond: number,
  seconds: number,
  first: number,
): Promise<Commit[]> {
  const pos = targets.filter(({ source }) => source === 'pos');
  const wms = targets.filter(({ source }) => source === 'wms');
  const start = performance.now();
  const underWay: Promise<Commit>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const ahead = start + (index / perSecond) * 1000 - performance.now();
    if (ahead > 1) await sleep(ahead);
    const side = index % 2 === 0 ? pos : wms;
    const target = side[Math.floor(index / 2) % side.length];
    if (target) underWay.push(writeOne(target, first + index));
  }
  return Promise.all(underWay);
}

async function writeOne({ source, sku, write }: Target, quantity: number): Promise<Commit> {
  await write(quantity);
  return { source, sku, quantity, at: Date.now() };
}
