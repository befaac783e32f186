import { NOTHING, type MovedLine, type Written } from '../journal.js';
import { CUSTOMERS, LOSSES, SCRAP, TRANSIT, VENDORS, WAREHOUSE } from '../places.js';
import type { WmsStep } from '../step.js';
import { createMove, moveAtOnce, setMove } from './moves.js';
import { NOW, type WmsBook } from './wms-book.js';

type Outward = Extract<WmsStep, { kind: 'damage' | 'transfer_out' }>;
type Purchase = Extract<WmsStep, { kind: 'purchase' }>;
type Return = Extract<WmsStep, { kind: 'return' }>;
type TransferIn = Extract<WmsStep, { kind: 'transfer_in' }>;
type Count = Extract<WmsStep, { kind: 'count' }>;

/** Goods that leave the shelf at once: as many as nobody has reserved. */
export async function writeOutward(book: WmsBook, step: Outward): Promise<Written> {
  const to = step.kind === 'damage' ? SCRAP : TRANSIT;
  const reference = step.kind === 'damage' ? step.document : `WH/INT/${step.document}`;
  const moved: MovedLine[] = [];
  for (const { code, quantity: asked } of step.lines) {
    const quantity = Math.min(asked, await book.available(code, WAREHOUSE));
    if (quantity === 0) continue;
    const move = { code, quantity, from: WAREHOUSE, to, origin: step.document, reference };
    await moveAtOnce(book, move);
    moved.push({ item: code, quantity });
  }
  return moved.length === 0 ? NOTHING : { document: step.document, moved, writes: book.writes };
}

/** Goods that come to the shelf at once: a customer's return, or what a store really sent. */
export async function writeInward(
  book: WmsBook,
  step: Return | TransferIn,
  lines: readonly MovedLine[],
): Promise<Written> {
  if (lines.length === 0) return NOTHING;
  const from = step.kind === 'return' ? CUSTOMERS : TRANSIT;
  const reference = `WH/${step.kind === 'return' ? 'RET' : 'INT'}/${step.document}`;
  for (const { item: code, quantity } of lines) {
    const move = { code, quantity, from, to: WAREHOUSE, origin: step.document, reference };
    await moveAtOnce(book, move);
  }
  return { document: step.document, moved: [...lines], writes: book.writes };
}

/** A confirmed purchase order: goods that will come. A vendor always has them: nothing is reserved. */
export async function writePurchase(book: WmsBook, step: Purchase): Promise<Written> {
  const reference = step.document.replace('P', 'WH/IN/');
  for (const { code, quantity } of step.lines) {
    const move = { code, quantity, from: VENDORS, to: WAREHOUSE, origin: step.document, reference };
    const id = await createMove(book, move);
    await setMove(book, { ...move, id, state: 'confirmed' }, 'assigned', quantity, quantity);
  }
  const moved = step.lines.map(({ code, quantity }) => ({ item: code, quantity }));
  return { document: step.document, moved, writes: book.writes };
}

/** A physical inventory: the difference is a move from or to the place of inventory losses. */
export async function writeCount(book: WmsBook, step: Count): Promise<Written> {
  const moved: MovedLine[] = [];
  for (const { code, quantity: drift } of step.lines) {
    const difference = Math.max(drift, -(await book.available(code, WAREHOUSE)));
    const [from, to] = difference < 0 ? [WAREHOUSE, LOSSES] : [LOSSES, WAREHOUSE];
    const reference = `Product Quantity ${difference === 0 ? 'Confirmed' : 'Updated'}`;
    const quantity = Math.abs(difference);
    const move = { code, quantity, from, to, origin: step.document, reference, isInventory: true };
    await moveAtOnce(book, move);
    moved.push({ item: code, quantity: difference });
  }
  await book.client.query(
    `UPDATE stock_location SET last_inventory_date = current_date, write_date = ${NOW} WHERE id = $1`,
    [book.location(WAREHOUSE)],
  );
  return { document: step.document, moved, writes: book.writes };
}
