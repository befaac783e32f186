import type { Connection, ResultSetHeader } from 'mysql2/promise';
import { inTransaction, type PackCase } from '../pack-case.js';

const SALE = -1;
const REFUND = 2;
const PURCHASE = 1;
const BREAK = -3;
const MOVED_OUT = -4;
const MOVED_IN = 4;

interface Entry {
  readonly id: string;
  readonly reason: number;
  readonly location: string;
  readonly product: string;
  readonly attributes?: string;
  readonly units: number;
}

/** The till changes the level, adds it where there is none, and writes the movement. */
async function write(db: Connection, entry: Entry): Promise<void> {
  await change(db, entry, entry.units);
  const { id, reason, location, product, attributes = null, units } = entry;
  await db.execute(
    `INSERT INTO STOCKDIARY (ID, DATENEW, REASON, LOCATION, PRODUCT, ATTRIBUTESETINSTANCE_ID, UNITS,
       PRICE) VALUES (?, '2026-07-01 14:30:00', ?, ?, ?, ?, ?, 1)`,
    [id, reason, location, product, attributes, units],
  );
}

/** The office deletes a movement: the level takes it back. */
async function erase(db: Connection, entry: Entry): Promise<void> {
  await change(db, entry, -entry.units);
  await db.execute('DELETE FROM STOCKDIARY WHERE ID = ?', [entry.id]);
}

async function change(db: Connection, entry: Entry, units: number): Promise<void> {
  const { location, product, attributes = null } = entry;
  const [{ affectedRows }] = await db.execute<ResultSetHeader>(
    `UPDATE STOCKCURRENT SET UNITS = (UNITS + ?)
     WHERE LOCATION = ? AND PRODUCT = ? AND ATTRIBUTESETINSTANCE_ID <=> ?`,
    [units, location, product, attributes],
  );
  if (affectedRows > 0) return;
  await db.execute(
    `INSERT INTO STOCKCURRENT (LOCATION, PRODUCT, ATTRIBUTESETINSTANCE_ID, UNITS)
     VALUES (?, ?, ?, ?)`,
    [location, product, attributes, units],
  );
}

const ticket = (db: Connection, ...entries: readonly Entry[]): Promise<void> =>
  inTransaction(db, async () => {
    for (const entry of entries) await write(db, entry);
  });

async function trade(db: Connection): Promise<void> {
  const shop = { location: '0' };
  const cheese = { product: 'p-cheese' };
  const shirt = { product: 'p-shirt' };
  await ticket(
    db,
    { id: 'd1', reason: SALE, ...shop, ...cheese, units: -0.1 },
    { id: 'd2', reason: SALE, ...shop, ...shirt, attributes: 'a-red', units: -2 },
    { id: 'd3', reason: SALE, ...shop, ...cheese, units: -0.2 },
  );
  await ticket(db, { id: 'd4', reason: REFUND, ...shop, ...shirt, attributes: 'a-red', units: 1 });
  await ticket(db, { id: 'd5', reason: PURCHASE, ...shop, ...shirt, units: 6 });
  await ticket(db, { id: 'd6', reason: BREAK, ...shop, ...cheese, units: -0.3 });
  await ticket(
    db,
    { id: 'd7', reason: MOVED_OUT, ...shop, ...shirt, attributes: 'a-blue', units: -3 },
    { id: 'd8', reason: MOVED_IN, location: '1', ...shirt, attributes: 'a-blue', units: 3 },
  );
  const mistaken = { id: 'd9', reason: PURCHASE, ...shop, ...cheese, units: 40 };
  await ticket(db, mistaken);
  await inTransaction(db, () => erase(db, mistaken));
  await ticket(db, { id: 'd10', reason: PURCHASE, location: '1', ...cheese, units: 0.2 });
  await ticket(db, { id: 'd11', reason: SALE, location: '1', ...cheese, units: -1.5 });
  await db.execute(`UPDATE PRODUCTS SET REFERENCE = 'SHIRT-26' WHERE ID = 'p-shirt'`);
}

export const nordpos: PackCase = {
  pack: 'nordpos',
  locations: ['General', 'Market Street'],
  opening: `
    INSERT INTO LOCATIONS (ID, NAME) VALUES ('0', 'General'), ('1', 'Market Street');
    INSERT INTO PRODUCTS (ID, REFERENCE, CODE, NAME) VALUES
      ('p-cheese', 'CHEESE', '2000001', 'Cheese by weight'), ('p-shirt', 'SHIRT', '4006381', 'Shirt');
    INSERT INTO STOCKCURRENT (LOCATION, PRODUCT, ATTRIBUTESETINSTANCE_ID, UNITS) VALUES
      ('0', 'p-cheese', NULL, 12.7), ('1', 'p-cheese', NULL, 0.1), ('0', 'p-shirt', NULL, 4), ('0', 'p-shirt', 'a-red', 5),
      ('0', 'p-shirt', 'a-blue', 7);`,
  trade,
};
