import { NOTHING, type MovedLine, type Written } from '../journal.js';
import type { Store } from '../places.js';
import type { PosStep, StepLine } from '../step.js';
import { execute } from './connect-pos.js';
import { decimal, type PosBook } from './pos-book.js';

type Receipt = Extract<PosStep, { kind: 'receipt' }>;
type Requisition = Extract<PosStep, { kind: 'requisition' }>;

/** Goods from a supplier. */
export async function writeReceipt(book: PosBook, step: Receipt): Promise<Written> {
  const receiving = await openReceiving(book, step.document);
  for (const [index, line] of step.lines.entries()) {
    await receive(book, receiving, index + 1, step.store, line);
  }
  const moved = step.lines.map(({ code, quantity }) => ({ item: code, quantity }));
  return { document: String(receiving), moved, writes: book.writes };
}

/** Goods from one store to another: a receiving with a line more for each, negative at the giver. */
export async function writeRequisition(book: PosBook, step: Requisition): Promise<Written> {
  const lines: StepLine[] = [];
  for (const line of step.lines) {
    const there = Math.floor(await book.level(line.code, step.store));
    const quantity = Math.min(line.quantity, Math.max(0, there));
    if (quantity > 0) lines.push({ ...line, quantity });
  }
  if (lines.length === 0) return NOTHING;
  const receiving = await openReceiving(book, step.document);
  const moved: MovedLine[] = [];
  for (const [index, line] of lines.entries()) {
    await receive(book, receiving, 2 * index + 1, step.to, line);
    const given = { ...line, quantity: -line.quantity };
    await receive(book, receiving, 2 * index + 2, step.store, given);
    moved.push({ item: line.code, quantity: line.quantity });
  }
  return { document: String(receiving), moved, writes: book.writes };
}

async function openReceiving(book: PosBook, reference: string): Promise<number> {
  const id = await execute(
    book.connection,
    `INSERT INTO ospos_receivings (receiving_time, employee_id, comment, payment_type, reference)
     VALUES (CURRENT_TIMESTAMP, ?, '', 'Due', ?)`,
    [book.ids.employee, reference],
  );
  book.inserted('ospos_receivings', { receiving_id: id }, null, null, { reference });
  return id;
}

async function receive(
  book: PosBook,
  receiving: number,
  line: number,
  store: Store,
  { code, quantity, unitPrice }: StepLine,
): Promise<void> {
  const { id } = book.item(code);
  await execute(
    book.connection,
    `INSERT INTO ospos_receivings_items
       (receiving_id, item_id, line, quantity_purchased, item_cost_price, item_unit_price,
        item_location, receiving_quantity)
     VALUES (?, ?, ?, ?, 0, ?, ?, 1)`,
    [receiving, id, line, quantity, unitPrice, book.store(store)],
  );
  const key = { receiving_id: receiving, item_id: id, line };
  const after = { quantity_purchased: decimal(quantity) };
  book.inserted('ospos_receivings_items', key, code, store, after);
  await book.changeLevel(code, store, quantity);
  await book.noteMovement(code, store, quantity, `RECV ${receiving}`);
}
