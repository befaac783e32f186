import type { MovedLine, Written } from '../journal.js';
import { NOTHING } from '../journal.js';
import type { Store } from '../places.js';
import type { PosStep, StepLine } from '../step.js';
import { execute, select } from './connect-pos.js';
import { decimal, type PosBook } from './pos-book.js';

const SALE_TYPE = { invoice: 1, return: 4 };
const CANCELED = 2;

type Sale = Extract<PosStep, { kind: 'sale' | 'return' }>;

/** A sale sells what is on the shelf; a return brings negative quantities, on a sale of its own. */
export async function writeSale(book: PosBook, step: Sale): Promise<Written> {
  const lines =
    step.kind === 'sale'
      ? await whatIsThere(book, step.store, step.lines)
      : step.lines.map((line) => ({ ...line, quantity: -line.quantity }));
  const goods = lines.filter(({ code }) => book.item(code).goods);
  if (goods.length === 0) return NOTHING;
  const type = SALE_TYPE[step.kind === 'sale' ? 'invoice' : 'return'];
  const sale = await execute(
    book.connection,
    `INSERT INTO ospos_sales (sale_time, employee_id, comment, invoice_number, sale_status, sale_type)
     VALUES (CURRENT_TIMESTAMP, ?, '', ?, 0, ?)`,
    [book.ids.employee, step.document, type],
  );
  book.inserted('ospos_sales', { sale_id: sale }, null, null, { sale_status: 0, sale_type: type });
  for (const [index, line] of lines.entries()) {
    await writeLine(book, sale, index + 1, step.store, line);
  }
  const moved = goods.map(({ code, quantity }) => ({ item: code, quantity: Math.abs(quantity) }));
  return { document: String(sale), moved, writes: book.writes };
}

async function writeLine(
  book: PosBook,
  sale: number,
  line: number,
  store: Store,
  { code, quantity, unitPrice }: StepLine,
): Promise<void> {
  const { id, goods } = book.item(code);
  await execute(
    book.connection,
    `INSERT INTO ospos_sales_items
       (sale_id, item_id, line, quantity_purchased, item_cost_price, item_unit_price, item_location)
     VALUES (?, ?, ?, ?, 0, ?, ?)`,
    [sale, id, line, quantity, unitPrice, book.store(store)],
  );
  const after = { quantity_purchased: decimal(quantity) };
  book.inserted('ospos_sales_items', { sale_id: sale, item_id: id, line }, code, store, after);
  if (!goods) return;
  await book.changeLevel(code, store, -quantity);
  await book.noteMovement(code, store, -quantity, `POS ${sale}`);
}

async function whatIsThere(
  book: PosBook,
  store: Store,
  lines: readonly StepLine[],
): Promise<readonly StepLine[]> {
  const left = new Map<string, number>();
  const sold: StepLine[] = [];
  for (const line of lines) {
    if (!book.item(line.code).goods) {
      sold.push(line);
      continue;
    }
    const there = left.get(line.code) ?? (await book.level(line.code, store));
    const quantity = Math.min(line.quantity, Math.max(0, Math.floor(there)));
    left.set(line.code, there - quantity);
    if (quantity > 0) sold.push({ ...line, quantity });
  }
  return sold;
}

interface SoldRow {
  item_number: string;
  location_name: Store;
  quantity_purchased: string;
}

/** Deleting a sale puts everything back and leaves the sale as cancelled. */
export async function writeCancellation(book: PosBook, sale: string): Promise<Written> {
  const changed = await select<{ sale_status: number }>(
    book.connection,
    'SELECT sale_status FROM ospos_sales WHERE sale_id = ? AND sale_status = 0 FOR UPDATE',
    [sale],
  );
  if (changed.length === 0) return NOTHING;
  const rows = await select<SoldRow>(
    book.connection,
    `SELECT item_number, location_name, quantity_purchased FROM ospos_sales_items
     JOIN ospos_items USING (item_id)
     JOIN ospos_stock_locations ON location_id = item_location
     WHERE sale_id = ? AND stock_type = 0 ORDER BY line`,
    [sale],
  );
  const moved: MovedLine[] = [];
  for (const { item_number: code, location_name: store, quantity_purchased } of rows) {
    const quantity = Number(quantity_purchased);
    await book.noteMovement(code, store, quantity, `Deleting sale ${sale}`);
    await book.changeLevel(code, store, quantity);
    moved.push({ item: code, quantity });
  }
  await execute(book.connection, 'UPDATE ospos_sales SET sale_status = ? WHERE sale_id = ?', [
    CANCELED,
    sale,
  ]);
  book.writes.push({
    table: 'ospos_sales',
    key: { sale_id: Number(sale) },
    op: 'update',
    item: null,
    location: null,
    before: { sale_status: 0 },
    after: { sale_status: CANCELED },
  });
  return { document: sale, moved, writes: book.writes };
}
