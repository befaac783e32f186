import { NOTHING, type JournalEntry, type MovedLine, type Written } from '../journal.js';
import { CUSTOMERS, WAREHOUSE } from '../places.js';
import type { WmsStep } from '../step.js';
import { createMove, openMoves, setMove, type OpenMove } from './moves.js';
import type { WmsBook } from './wms-book.js';

type Order = Extract<WmsStep, { kind: 'order' }>;

/** An order becomes moves to the customer; what is there is reserved for them. */
export async function writeOrder(book: WmsBook, step: Order): Promise<Written> {
  const reference = step.document.replace('SO', 'WH/OUT/');
  const moved: MovedLine[] = [];
  for (const { code, quantity } of step.lines) {
    const move = {
      code,
      quantity,
      from: WAREHOUSE,
      to: CUSTOMERS,
      origin: step.document,
      reference,
    };
    const id = await createMove(book, move);
    const reserved = Math.min(quantity, await book.available(code, WAREHOUSE));
    if (reserved === 0) continue;
    const state = reserved === quantity ? 'assigned' : 'partially_available';
    await book.changeQuant(code, WAREHOUSE, { reserved });
    await setMove(book, { ...move, id, state: 'confirmed' }, state, quantity, reserved);
    moved.push({ item: code, quantity: reserved });
  }
  return { document: step.document, moved, writes: book.writes };
}

/** What was reserved leaves; lines of which nothing was there are cancelled. */
export async function writeShipment(book: WmsBook, order: JournalEntry): Promise<Written> {
  const moves = await openMoves(book, moveIds(order));
  const moved: MovedLine[] = [];
  for (const move of moves) {
    const { code, reserved } = move;
    if (reserved === 0) {
      await setMove(book, move, 'cancel', move.asked, 0);
      continue;
    }
    await book.changeQuant(code, WAREHOUSE, { quantity: -reserved, reserved: -reserved });
    await book.changeQuant(code, CUSTOMERS, { quantity: reserved });
    await setMove(book, move, 'done', reserved, reserved);
    moved.push({ item: code, quantity: reserved });
  }
  return about(book, order, moves, moved);
}

/** An order that has not left gives back what was reserved for it. */
export async function writeCancellation(book: WmsBook, order: JournalEntry): Promise<Written> {
  const moves = await openMoves(book, moveIds(order));
  const moved: MovedLine[] = [];
  for (const move of moves) {
    const { code, reserved } = move;
    if (reserved > 0) {
      await book.changeQuant(code, WAREHOUSE, { reserved: -reserved });
      moved.push({ item: code, quantity: reserved });
    }
    await setMove(book, move, 'cancel', move.asked, 0);
  }
  return about(book, order, moves, moved);
}

/** Goods on order arrive. */
export async function writeReceipt(book: WmsBook, purchase: JournalEntry): Promise<Written> {
  const moves = await openMoves(book, moveIds(purchase));
  const moved: MovedLine[] = [];
  for (const move of moves) {
    const { code, asked, from, to } = move;
    await book.changeQuant(code, from, { quantity: -asked });
    await book.changeQuant(code, to, { quantity: asked });
    await setMove(book, move, 'done', asked, asked);
    moved.push({ item: code, quantity: asked });
  }
  return about(book, purchase, moves, moved);
}

function about(
  book: WmsBook,
  { document }: JournalEntry,
  moves: readonly OpenMove[],
  moved: MovedLine[],
): Written {
  return moves.length === 0 ? NOTHING : { document, moved, writes: book.writes };
}

/** The moves that a step made, from its journal entry. */
const moveIds = ({ writes }: JournalEntry): number[] =>
  writes
    .filter(({ table, op }) => table === 'stock_move' && op === 'insert')
    .map(({ key }) => Number(key['id']));
