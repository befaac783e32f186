import { NOTHING, type MovedLine, type Written } from '../journal.js';
import { WAREHOUSE } from '../places.js';
import type { PosStep, StepLine } from '../step.js';
import type { PosBook } from './pos-book.js';

type Adjustment = Extract<PosStep, { kind: 'damage' | 'transfer_out' | 'count' }>;
type TransferIn = Extract<PosStep, { kind: 'transfer_in' }>;

/** Stock that somebody corrects by hand on the item's inventory page, with a comment. */
export async function writeAdjustment(book: PosBook, step: Adjustment): Promise<Written> {
  const comment = commentOf(step);
  const moved: MovedLine[] = [];
  for (const { code, quantity } of step.lines) {
    const there = Math.max(0, await book.level(code, step.store));
    const change =
      step.kind === 'count' ? Math.max(quantity, -there) : -Math.min(quantity, Math.floor(there));
    if (change === 0 && step.kind !== 'count') continue;
    await adjust(book, step, code, change, comment);
    moved.push({ item: code, quantity: step.kind === 'count' ? change : -change });
  }
  if (moved.length === 0) return NOTHING;
  return { document: step.document, moved, writes: book.writes };
}

/** Takes in what the warehouse really sent. */
export async function writeTransferIn(
  book: PosBook,
  step: TransferIn,
  sent: readonly MovedLine[],
): Promise<Written> {
  if (sent.length === 0) return NOTHING;
  const comment = `Transfer from ${WAREHOUSE} ${step.document}`;
  for (const { item, quantity } of sent) await adjust(book, step, item, quantity, comment);
  return { document: step.document, moved: [...sent], writes: book.writes };
}

async function adjust(
  book: PosBook,
  { store }: PosStep,
  code: StepLine['code'],
  change: number,
  comment: string,
): Promise<void> {
  await book.noteMovement(code, store, change, comment);
  await book.changeLevel(code, store, change);
}

function commentOf(step: Adjustment): string {
  switch (step.kind) {
    case 'damage':
      return `Damaged: ${step.note}`;
    case 'transfer_out':
      return `Transfer to ${WAREHOUSE} ${step.document}`;
    case 'count':
      return `Cycle count ${step.document}`;
  }
}
