import type { Connection } from 'mysql2/promise';
import { inTransaction, type PackCase } from '../pack-case.js';

const together = (db: Connection, ...statements: readonly string[]): Promise<void> =>
  inTransaction(db, async () => {
    for (const statement of statements) await db.query(statement);
  });

async function trade(db: Connection): Promise<void> {
  // a sale of two kinds of goods and postage, then a return
  await together(
    db,
    `INSERT INTO sale_lines (sale_id, item_id, shop_id, units, sold_at) VALUES
       (1, 1, 1, 3, '2026-07-01 10:00:00'), (1, 2, 1, 0.5, '2026-07-01 10:00:00'),
       (1, 9, 1, 1, '2026-07-01 10:00:00')`,
    `UPDATE stock SET on_hand = on_hand - 3 WHERE item_id = 1 AND shop_id = 1 AND lot = 'L1'`,
    'UPDATE stock SET on_hand = on_hand - 0.5 WHERE item_id = 2 AND shop_id = 1',
    'UPDATE stock SET on_hand = on_hand - 1 WHERE item_id = 9',
  );
  await together(
    db,
    `INSERT INTO sale_lines (sale_id, item_id, shop_id, units, sold_at)
     VALUES (2, 1, 1, -1, '2026-07-01 11:00:00')`,
    `UPDATE stock SET on_hand = on_hand + 1, broken = broken + 1
     WHERE item_id = 1 AND shop_id = 1 AND lot = 'L1'`,
  );
  // two cases arrive; an order reserves; a lot is blocked; one that was a mistake is marked as deleted
  await together(db, `UPDATE stock SET cases = cases + 2 WHERE item_id = 1 AND lot IS NULL`);
  await together(db, `UPDATE stock SET reserved = reserved + 4 WHERE item_id = 1 AND lot IS NULL`);
  await together(db, `UPDATE stock SET status = 'BLOCKED' WHERE lot = 'L2'`);
  await together(db, `UPDATE stock SET is_deleted = 1 WHERE lot = 'L3'`);
  await together(db, `INSERT INTO stock (item_id, shop_id, on_hand) VALUES (2, 2, 0.25)`);
  await together(db, 'UPDATE stock SET on_hand = on_hand - 1 WHERE item_id = 2 AND shop_id = 2');
  await together(db, 'DELETE FROM stock WHERE item_id = 3');
  // a case was never twelve
  await together(db, 'UPDATE items SET units_per_case = 10 WHERE id = 1');
}

export const genericLevel: PackCase = {
  pack: 'generic-level',
  locations: ['High Street', 'Harbour'],
  opening: `
    INSERT INTO items (id, code, units_per_case, kind) VALUES (1, 'BEER', 12, 'GOODS'),
      (2, 'HAM', 1, 'GOODS'), (3, 'OLD', 1, 'GOODS'), (9, 'POST', 1, 'POSTAGE');
    INSERT INTO shops (id, name) VALUES (1, 'High Street'), (2, 'Harbour');
    INSERT INTO stock (item_id, shop_id, lot, on_hand, cases) VALUES (1, 1, NULL, 5, 1),
      (1, 1, 'L1', 20, 0), (1, 2, 'L2', 7, 1), (1, 2, 'L3', 6, 0), (2, 1, NULL, 3.25, 0),
      (3, 1, NULL, 2, 0), (9, 1, NULL, 1000, 0);`,
  trade,
};
