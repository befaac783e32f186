import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { PackCase } from '../pack-case.js';

const CODES = { 2: 'DEBIT', 3: 'CREDIT', 7: 'INVENTORY', 11: 'PRODUCT_INVENTORY' } as const;

interface Entry extends RowDataPacket {
  readonly code: (typeof CODES)[keyof typeof CODES];
  readonly transaction: string;
  readonly lot: string;
  readonly quantity: number;
}

/** Saves a transaction; then, in one of its own, a job reckons the product's availability anew. */
async function save(
  db: Connection,
  id: string,
  type: keyof typeof CODES,
  product: string,
  lots: Readonly<Record<string, number>>,
): Promise<void> {
  await db.beginTransaction();
  await db.execute(
    `INSERT INTO transaction (id, inventory_id, transaction_type_id, transaction_date)
     VALUES (?, 'i-central', ?, '2026-07-01 09:30:00')`,
    [id, String(type)],
  );
  for (const [lot, quantity] of Object.entries(lots)) {
    await db.execute('INSERT IGNORE INTO inventory_item (id, product_id) VALUES (?, ?)', [
      lot,
      product,
    ]);
    await db.execute(
      `INSERT INTO transaction_entry (id, transaction_id, product_id, inventory_item_id, quantity)
       VALUES (?, ?, ?, ?, ?)`,
      [`${id}-${lot}`, id, product, lot, quantity],
    );
  }
  await db.commit();
  for (const [lot, quantity] of await lotsOf(db, product))
    await refresh(db, product, lot, quantity);
}

/** A count of a lot replaces what it held; a count of the product also empties the lots it does not list. */
async function lotsOf(db: Connection, product: string): Promise<Map<string, number>> {
  const [entries] = await db.execute<Entry[]>(
    `SELECT transaction_code AS code, t.id AS transaction, inventory_item_id AS lot, quantity
     FROM transaction_entry e JOIN transaction t ON t.id = transaction_id
     JOIN transaction_type y ON y.id = transaction_type_id WHERE product_id = ? ORDER BY t.id, e.id`,
    [product],
  );
  const lots = new Map<string, number>();
  let counting = '';
  for (const { code, transaction, lot, quantity } of entries) {
    const held = lots.get(lot) ?? 0;
    if (code === 'PRODUCT_INVENTORY' && counting !== transaction) {
      for (const other of lots.keys()) lots.set(other, 0);
      counting = transaction;
    }
    const moved = code === 'DEBIT' ? held - quantity : held + quantity;
    lots.set(lot, code === 'DEBIT' || code === 'CREDIT' ? moved : quantity);
  }
  return lots;
}

const refresh = (db: Connection, product: string, lot: string, quantity: number) =>
  db.execute(
    `INSERT INTO product_availability (id, location_id, product_id, product_code, inventory_item_id,
       quantity_on_hand, quantity_allocated, quantity_on_hold)
     VALUES (uuid(), 'l-central', ?, upper(?), ?, ?, 0, 0)
     ON DUPLICATE KEY UPDATE quantity_on_hand = VALUES(quantity_on_hand), version = version + 1`,
    [product, product, lot, quantity],
  );

async function trade(db: Connection): Promise<void> {
  await save(db, 't1', 3, 'p-gauze', { 'lot-a': 25, 'lot-b': 30 });
  await save(db, 't2', 2, 'p-gauze', { 'lot-a': 15 });
  // a requisition asks for five; a lot is recalled
  await db.query(
    `UPDATE product_availability SET quantity_allocated = 5 WHERE inventory_item_id = 'lot-b'`,
  );
  await db.query(
    `UPDATE product_availability SET quantity_on_hold = 4 WHERE product_id = 'p-mask'`,
  );
  // a count of one lot, then of the product: the lot that it does not list is empty
  await save(db, 't3', 7, 'p-gauze', { 'lot-a': 12 });
  await save(db, 't4', 11, 'p-gauze', { 'lot-b': 28, 'lot-c': 2 });
  await save(db, 't5', 3, 'p-gauze', { 'lot-a': 1 });
  await db.query(`UPDATE product SET product_code = 'GAUZE-10' WHERE id = 'p-gauze'`);
  await db.query(`DELETE FROM product_availability WHERE inventory_item_id = 'lot-old'`);
}

export const openboxes: PackCase = {
  pack: 'openboxes',
  locations: ['Central Depot'],
  opening: `
    INSERT INTO transaction_type (id, transaction_code) VALUES
      ${Object.entries(CODES)
        .map(([id, code]) => `('${id}', '${code}')`)
        .join(', ')};
    INSERT INTO product (id, product_code, name) VALUES ('p-gauze', 'GAUZE', 'Gauze'),
      ('p-mask', 'MASK', 'Mask');
    INSERT INTO location (id, name, inventory_id, parent_location_id) VALUES
      ('l-central', 'Central Depot', 'i-central', NULL), ('l-bin', 'Shelf 1', NULL, 'l-central');
    INSERT INTO product_availability (id, location_id, product_id, product_code, inventory_item_id,
      quantity_on_hand, quantity_allocated, quantity_on_hold) VALUES
      ('a-1', 'l-central', 'p-mask', 'MASK', 'lot-m', 40, NULL, NULL),
      ('a-2', 'l-central', 'p-mask', 'MASK', 'lot-old', 3, 1, 0);`,
  trade,
};
