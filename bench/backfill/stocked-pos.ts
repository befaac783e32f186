import { placesOf, type LocationPolicy, type Policy } from '#config';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import type { Login } from '../../test/support/database.js';

/** Ids of stores begin here, above those that the application has by itself. */
const FIRST_STORE = 1_001;
const DIGITS =
  '(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';

/** Stock rows of an OpenSourcePOS: so many items, each in so many stores. */
export interface Assortment {
  readonly items: number;
  readonly stores: number;
}

const storeName = (store: number): string => `Store ${store + 1}`;

export const locationsOf = (
  source: string,
  { stores }: Assortment,
): Record<string, LocationPolicy> =>
  Object.fromEntries(
    Array.from({ length: stores }, (_, store) => [
      `store-${store + 1}`,
      { source, name: storeName(store), kind: 'store', fallbacks: [], precedence: {} },
    ]),
  );

/** Fills the database; at most 100,000 items. */
export async function stockPos(server: Login, database: string, shape: Assortment): Promise<void> {
  const db = await createConnection({ ...server, database });
  try {
    await db.query('SET foreign_key_checks = 0, unique_checks = 0');
    for (let store = 0; store < shape.stores; store += 1) {
      await db.query(
        'INSERT INTO ospos_stock_locations (location_id, location_name) VALUES (?, ?)',
        [FIRST_STORE + store, storeName(store)],
      );
    }
    await db.query(
      `INSERT INTO ospos_items (item_id, item_number, name, category, description, cost_price,
         unit_price, allow_alt_description, is_serialized)
       SELECT id, concat('B', id), concat('Item ', id), 'all', '', 1, 2, 0, 0
       FROM (SELECT 1 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS id
             FROM ${DIGITS} a, ${DIGITS} b, ${DIGITS} c, ${DIGITS} d, ${DIGITS} e) AS numbers
       WHERE id <= ?`,
      [shape.items],
    );
    await db.query(
      `INSERT INTO ospos_item_quantities (item_id, location_id, quantity)
       SELECT item_id, location_id, 100 + mod(item_id * 7 + location_id, 50)
       FROM ospos_items JOIN ospos_stock_locations WHERE location_id >= ?
       ORDER BY item_id, location_id`,
      [FIRST_STORE],
    );
  } finally {
    await db.end();
  }
}

/** Changes every so manieth row so that no log tells of it: what capture has missed. */
export async function changeUnseen(
  server: Login,
  database: string,
  every: number,
): Promise<number> {
  const db = await createConnection({ ...server, database });
  try {
    await db.query('SET SESSION sql_log_bin = 0');
    const [{ affectedRows }] = (await db.query(
      `UPDATE ospos_item_quantities SET quantity = quantity + 1000
       WHERE mod(item_id * 31 + location_id, ?) = 0`,
      [every],
    )) as [{ affectedRows: number }, unknown];
    return affectedRows;
  } finally {
    await db.end();
  }
}

/** Sells one unit as the till does: the level and the movement beside it. @returns the movement's id */
export async function sellOne(db: Connection, shape: Assortment, sale: number): Promise<number> {
  const item = 1 + ((sale * 7_919) % shape.items);
  const store = FIRST_STORE + ((sale * 31) % shape.stores);
  await db.beginTransaction();
  await db.query(
    'UPDATE ospos_item_quantities SET quantity = quantity - 1 WHERE item_id = ? AND location_id = ?',
    [item, store],
  );
  const [{ insertId }] = (await db.query(
    `INSERT INTO ospos_inventory (trans_items, trans_user, trans_comment, trans_location, trans_inventory)
     VALUES (?, 1, ?, ?, -1)`,
    [item, `POS ${sale}`, store],
  )) as [{ insertId: number }, unknown];
  await db.commit();
  return insertId;
}

interface LevelRow extends RowDataPacket {
  readonly sku: string;
  readonly name: string;
  readonly quantity: string;
}

/** Every level of which the source and Shelfwire say different things. */
export async function differingLevels(
  server: Login,
  database: string,
  state: DataSource,
  policy: Policy,
  source: string,
): Promise<readonly string[]> {
  const places = placesOf(policy, source);
  const db = await createConnection({ ...server, database });
  try {
    const [rows] = await db.query<LevelRow[]>(
      `SELECT item_number AS sku, location_name AS name, quantity FROM ospos_item_quantities
       JOIN ospos_items USING (item_id) JOIN ospos_stock_locations USING (location_id)`,
    );
    const believed = await state.query<{ place: string; quantity: string }[]>(
      `SELECT sku || '@' || location AS place, available_base AS quantity
       FROM stock_position WHERE source = $1`,
      [source],
    );
    const left = new Map(believed.map(({ place, quantity }) => [place, Number(quantity)]));
    const different: string[] = [];
    for (const { sku, name, quantity } of rows) {
      const place = `${sku}@${places.get(name) ?? name}`;
      const found = left.get(place);
      left.delete(place);
      if (found !== Number(quantity)) {
        different.push(`${place}: ${found ?? 'nothing'} here, ${Number(quantity)} there`);
      }
    }
    return [...different, ...[...left.keys()].map((place) => `${place}: only here`)];
  } finally {
    await db.end();
  }
}
