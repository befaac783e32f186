import type { Connection } from 'mysql2/promise';
import { inTransaction, type PackCase } from '../pack-case.js';

const together = (db: Connection, ...statements: readonly string[]): Promise<void> =>
  inTransaction(db, async () => {
    for (const statement of statements) await db.query(statement);
  });

/** Orders: one locked, picked and sent; one locked; one locked and let go. */
async function sell(db: Connection): Promise<void> {
  await together(
    db,
    `INSERT INTO dispatchlist (id, dispatch_no, sku_id, qty) VALUES
       (1, '20260701-0001', 1, 3), (2, '20260701-0001', 2, 2), (3, '20260701-0002', 2, 4),
       (4, '20260701-0003', 1, 6)`,
  );
  await together(
    db,
    'UPDATE dispatchlist SET dispatch_status = 2, lock_qty = qty',
    `INSERT INTO dispatchpicklist (id, dispatchlist_id, sku_id, goods_location_id, pick_qty) VALUES
       (1, 1, 1, 1, 3), (2, 2, 2, 1, 2), (3, 3, 2, 3, 4), (4, 4, 1, 1, 6)`,
  );
  await together(
    db,
    'UPDATE dispatchlist SET dispatch_status = 3, picked_qty = lock_qty WHERE id IN (1, 2)',
    'UPDATE dispatchpicklist SET picked_qty = pick_qty WHERE dispatchlist_id IN (1, 2)',
  );
  await together(
    db,
    'UPDATE dispatchlist SET dispatch_status = 6, lock_qty = 0 WHERE id IN (1, 2)',
    'UPDATE stock SET qty = qty - 3 WHERE id = 1',
    'UPDATE stock SET qty = qty - 2 WHERE id = 3',
    'UPDATE dispatchpicklist SET is_update_stock = 1 WHERE dispatchlist_id IN (1, 2)',
  );
  await together(
    db,
    'DELETE FROM dispatchpicklist WHERE dispatchlist_id = 4',
    'UPDATE dispatchlist SET dispatch_status = 1, lock_qty = 0 WHERE id = 4',
  );
}

const freeze = (db: Connection, job: string, stock: number, place: string, frozen: 0 | 1) =>
  together(
    db,
    `UPDATE stock SET is_freeze = ${frozen} WHERE id = ${stock}`,
    `INSERT INTO stockfreeze (job_code, job_type, sku_id, goods_location_id)
     VALUES ('${job}', ${frozen}, ${place})`,
  );

async function trade(db: Connection): Promise<void> {
  await sell(db);
  await freeze(db, 'F1', 2, '1, 1', 1);
  await freeze(db, 'F2', 4, '2, 3', 1);
  await freeze(db, 'F3', 4, '2, 3', 0);
  // counted: one less than the book says
  await together(
    db,
    'UPDATE stock SET qty = qty + -1 WHERE id = 3',
    `INSERT INTO stockadjust (job_code, sku_id, goods_location_id, qty, is_update_stock, job_type)
     VALUES ('C1', 2, 1, -1, 1, 1)`,
  );
  // two go to the defective goods, one is still on its way to the other house
  await together(
    db,
    `INSERT INTO stockmove (job_code, sku_id, orig_goods_location_id, dest_googs_location_id, qty)
     VALUES ('M1', 1, 1, 2, 2), ('M2', 1, 1, 3, 1)`,
  );
  await together(
    db,
    `UPDATE stockmove SET move_status = 1 WHERE job_code = 'M1'`,
    'UPDATE stock SET qty = qty - 2 WHERE id = 1',
    'INSERT INTO stock (id, sku_id, goods_location_id, qty) VALUES (5, 1, 2, 2)',
  );
  // a delivery is put away; a kit waits to be put together
  await together(db, 'UPDATE stock SET qty = qty + 6 WHERE id = 4');
  await together(
    db,
    `INSERT INTO stockprocessdetail (stock_process_id, sku_id, goods_location_id, qty, is_source)
     VALUES (1, 2, 1, 1, 1), (1, 1, 1, 1, 0)`,
  );
  await together(
    db,
    `UPDATE goodslocation SET warehouse_name = 'South Hall' WHERE warehouse_id = 2`,
  );
}

export const modernwms: PackCase = {
  pack: 'modernwms',
  locations: ['North', 'South', 'South Hall'],
  opening: `
    INSERT INTO sku (id, sku_code, sku_name) VALUES (1, 'DESK', 'Desk'), (2, 'STOOL', 'Stool');
    INSERT INTO goodslocation (id, warehouse_id, warehouse_name, warehouse_area_property, location_name)
      VALUES (1, 1, 'North', 1, 'A-01'), (2, 1, 'North', 5, 'D-01'), (3, 2, 'South', 1, 'A-01');
    INSERT INTO stock (id, sku_id, goods_location_id, qty, series_number) VALUES
      (1, 1, 1, 10, ''), (2, 1, 1, 5, 'B-2026'), (3, 2, 1, 8, ''), (4, 2, 3, 4, '');`,
  trade,
};
