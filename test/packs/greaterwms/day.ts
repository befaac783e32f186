import type { Connection } from 'mysql2/promise';
import type { PackCase } from '../pack-case.js';

type Columns = Readonly<Record<string, number>>;

/** The application saves whole rows, each in a statement of its own; columns change by so much. */
async function change(db: Connection, company: string, code: string, by: Columns): Promise<void> {
  const changes = Object.entries(by).map(([column, units]) => `${column} = ${column} + ${units}`);
  await db.execute(
    `UPDATE stocklist SET ${changes.join(', ')}, update_time = '2026-07-01 09:00:00'
     WHERE openid = ? AND goods_code = ?`,
    [company, code],
  );
}

const toStatus = (db: Connection, table: 'asn' | 'dn', code: string, status: number) =>
  db.execute(
    `UPDATE ${table}detail SET ${table}_status = ?, update_time = now(6)
    WHERE ${table}_code = ? AND is_delete = 0`,
    [status, code],
  );

/** A delivery of a new item: announced, arrived, unloaded, counted two short, put away, two in the damage bin. */
async function receive(db: Connection): Promise<void> {
  await db.execute(
    `INSERT INTO stocklist (openid, goods_code, goods_qty, asn_stock) VALUES ('acme', 'LAMP', 30, 30)`,
  );
  await db.execute(
    `INSERT INTO asndetail (openid, asn_code, goods_code, goods_qty, update_time)
     VALUES ('acme', 'ASN01', 'LAMP', 30, now(6))`,
  );
  await change(db, 'acme', 'LAMP', { asn_stock: -30, pre_load_stock: 30 });
  await toStatus(db, 'asn', 'ASN01', 2);
  await change(db, 'acme', 'LAMP', { pre_load_stock: -30, pre_sort_stock: 30 });
  await toStatus(db, 'asn', 'ASN01', 3);
  await toStatus(db, 'asn', 'ASN01', 4);
  await change(db, 'acme', 'LAMP', { goods_qty: -2, pre_sort_stock: -30, sorted_stock: 28 });
  await change(db, 'acme', 'LAMP', { sorted_stock: -26, onhand_stock: 26, can_order_stock: 26 });
  await change(db, 'acme', 'LAMP', { sorted_stock: -2, onhand_stock: 2, damage_stock: 2 });
  await toStatus(db, 'asn', 'ASN01', 5);
}

/** An order of two lines: drafted, ordered, picked, sent off. The last cups leave, and their row goes. */
async function sell(db: Connection): Promise<void> {
  const lines = [
    ['LAMP', 3],
    ['CUP', 4],
  ] as const;
  for (const [code, units] of lines) {
    await change(db, 'acme', code, { dn_stock: units });
    await db.execute(
      `INSERT INTO dndetail (openid, dn_code, goods_code, goods_qty, update_time)
       VALUES ('acme', 'DN01', ?, ?, '2026-07-01 10:00:00')`,
      [code, units],
    );
  }
  const steps = (units: number): readonly Columns[] => [
    { dn_stock: -units, can_order_stock: -units, ordered_stock: units },
    { ordered_stock: -units, pick_stock: units },
    { onhand_stock: -units, pick_stock: -units, picked_stock: units },
    { goods_qty: -units, picked_stock: -units },
  ];
  for (const [index, status] of [2, 3, 4, 5].entries()) {
    for (const [code, units] of lines) await change(db, 'acme', code, steps(units)[index] ?? {});
    await toStatus(db, 'dn', 'DN01', status);
  }
  await db.execute(`DELETE FROM stocklist WHERE goods_qty = 0 AND back_order_stock = 0`);
}

async function trade(db: Connection): Promise<void> {
  await receive(db);
  await sell(db);
  // a draft that is called off
  await change(db, 'acme', 'VASE', { dn_stock: 5 });
  await db.execute(
    `INSERT INTO dndetail (openid, dn_code, goods_code, goods_qty) VALUES ('acme', 'DN02', 'VASE', 5)`,
  );
  await db.execute(`UPDATE dndetail SET is_delete = 1 WHERE dn_code = 'DN02'`);
  await change(db, 'acme', 'VASE', { dn_stock: -5 });
  // one is released from inspection, one found broken; the bin is counted
  await change(db, 'acme', 'VASE', { inspect_stock: -2, can_order_stock: 1, damage_stock: 1 });
  await db.execute(
    `INSERT INTO manualcyclecount (openid, cyclecount_status, bin_name, goods_code, goods_qty,
       physical_inventory, difference, update_time)
     VALUES ('acme', 1, 'A010101', 'VASE', 16, 15, -1, '2026-07-01 18:00:00')`,
  );
  // the other company orders, and more than there is
  await change(db, 'bolt', 'VASE', {
    can_order_stock: -4,
    ordered_stock: 3,
    pick_stock: 4,
    back_order_stock: 3,
  });
}

export const greaterwms: PackCase = {
  pack: 'greaterwms',
  locations: ['acme', 'bolt'],
  opening: `
    INSERT INTO stocklist (openid, goods_code, goods_qty, onhand_stock, can_order_stock,
      inspect_stock, hold_stock, damage_stock) VALUES
      ('acme', 'VASE', 20, 20, 15, 2, 2, 1), ('acme', 'CUP', 4, 4, 4, 0, 0, 0),
      ('bolt', 'VASE', 4, 4, 4, 0, 0, 0);`,
  trade,
};
