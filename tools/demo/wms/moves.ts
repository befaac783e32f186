import { NOW, type WmsBook } from './wms-book.js';

export type MoveState = 'confirmed' | 'partially_available' | 'assigned' | 'done' | 'cancel';

export interface NewMove {
  readonly code: string;
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
  readonly origin: string;
  readonly reference: string;
  readonly isInventory?: boolean;
}

/** A move that is not done yet, as the database has it. */
export interface OpenMove {
  readonly id: number;
  readonly code: string;
  readonly state: MoveState;
  /** units reserved for it */
  readonly reserved: number;
  readonly asked: number;
  readonly from: string;
  readonly to: string;
}

/** A move is drafted, then confirmed: two writes, as the application makes them. */
export async function createMove(book: WmsBook, move: NewMove): Promise<number> {
  const { code, quantity, from, to, origin, reference, isInventory = false } = move;
  const { rows } = await book.client.query<{ id: number }>(
    `INSERT INTO stock_move (name, sequence, priority, company_id, date, product_id, product_qty,
       product_uom_qty, product_uom, quantity, location_id, location_dest_id, state, picked, scrapped,
       is_inventory, procure_method, propagate_cancel, origin, reference, create_date, write_date)
     VALUES ($1, 10, '0', 1, ${NOW}, $2, $3, $3, 1, 0, $4, $5, 'draft', false, $6, $7,
       'make_to_stock', true, $8, $9, ${NOW}, ${NOW}) RETURNING id`,
    [
      isInventory ? reference : code,
      book.product(code),
      quantity,
      book.location(from),
      book.location(to),
      to.endsWith('/Scrap'),
      isInventory,
      isInventory ? null : origin,
      reference,
    ],
  );
  const id = rows[0]?.id ?? 0;
  book.writes.push({
    table: 'stock_move',
    key: { id },
    op: 'insert',
    item: code,
    location: from,
    before: null,
    after: { state: 'draft', product_qty: String(quantity) },
  });
  await setMove(book, { id, code, from, state: 'draft' }, 'confirmed', quantity, 0);
  return id;
}

/**
 * @param asked what the move is for; lowered to what was moved when less was there
 * @param reserved units reserved for an open move, or moved by a done one
 */
export async function setMove(
  book: WmsBook,
  move: { id: number; code: string; from: string; state: string },
  state: MoveState,
  asked: number,
  reserved: number,
): Promise<void> {
  await book.client.query(
    `UPDATE stock_move SET state = $2, product_qty = $3, product_uom_qty = $3, quantity = $4,
       picked = $5, date = CASE WHEN $5 THEN ${NOW} ELSE date END, write_date = ${NOW}
     WHERE id = $1`,
    [move.id, state, asked, reserved, state === 'done'],
  );
  book.writes.push({
    table: 'stock_move',
    key: { id: move.id },
    op: 'update',
    item: move.code,
    location: move.from,
    before: { state: move.state },
    after: { state, product_qty: String(asked), quantity: String(reserved) },
  });
}

/** Those of the moves that are still to be done, locked until the transaction ends. */
export async function openMoves(book: WmsBook, ids: readonly number[]): Promise<OpenMove[]> {
  const { rows } = await book.client.query<{
    id: number;
    code: string;
    state: MoveState;
    reserved: string;
    asked: string;
    from: string;
    to: string;
  }>(
    `SELECT m.id, p.default_code AS code, m.state, m.quantity AS reserved, m.product_qty AS asked,
       f.complete_name AS from, t.complete_name AS to
     FROM stock_move m
     JOIN product_product p ON p.id = m.product_id
     JOIN stock_location f ON f.id = m.location_id
     JOIN stock_location t ON t.id = m.location_dest_id
     WHERE m.id = ANY ($1) AND m.state NOT IN ('done', 'cancel')
     ORDER BY m.id FOR NO KEY UPDATE OF m`,
    [ids],
  );
  return rows.map((row) => ({
    ...row,
    reserved: Number(row.reserved),
    asked: Number(row.asked),
  }));
}

/** Does a move at once: both ends' quants change with it. */
export async function moveAtOnce(book: WmsBook, move: NewMove): Promise<void> {
  const id = await createMove(book, move);
  const { code, quantity, from, to } = move;
  await book.changeQuant(code, from, { quantity: -quantity });
  await book.changeQuant(code, to, { quantity });
  await setMove(book, { id, code, from, state: 'confirmed' }, 'done', quantity, quantity);
}
