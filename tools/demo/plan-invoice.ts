import { isGoods, type Invoice, type InvoiceLine } from './invoices.js';
import type { LapSchedule, Sold } from './lap-schedule.js';
import { WAREHOUSE, type Place, type Store } from './places.js';
import type { StepLine } from './step.js';

/** Invoices between an order and its shipment. */
const SHIPS_AFTER = { least: 2, spread: 8 };

/** What one invoice makes the applications write: a sale or order, a cancellation, damage. */
export function planInvoice(schedule: LapSchedule, invoice: Invoice, place: Place): void {
  if (invoice.cancels) {
    planCancellation(schedule, invoice, place);
    return;
  }
  const sold = invoice.lines.filter((line) => line.quantity > 0);
  const broken = invoice.lines.filter((line) => line.quantity < 0 && isGoods(line.code));
  if (sold.length > 0) planSale(schedule, invoice, place, sold);
  if (broken.length > 0) planDamage(schedule, invoice, place, broken);
}

function planSale(
  schedule: LapSchedule,
  { number }: Invoice,
  place: Place,
  sold: readonly InvoiceLine[],
): void {
  const goods = sold.filter((line) => isGoods(line.code));
  want(schedule, place, goods);
  const label = String(number);
  if (place !== WAREHOUSE) {
    const lines = sold.map(stepLine);
    const step = schedule.pos(place, { kind: 'sale', document: label, lines }, label);
    remember(schedule, step, place, goods, schedule.index);
    return;
  }
  // Services are no stock moves: an order of postage alone never reaches the warehouse.
  if (goods.length === 0) return;
  const order = { kind: 'order', document: `SO${label}`, lines: merged(goods) } as const;
  const step = schedule.wms(order, label);
  const { least, spread } = SHIPS_AFTER;
  const after = least + Math.floor(spread * schedule.chance('ships', number));
  schedule.wms({ kind: 'shipment', of: step }, label, after);
  remember(schedule, step, place, goods, schedule.index + after);
}

/** A cancellation undoes the newest sale of its first goods; without one, goods come back on their own. */
function planCancellation(schedule: LapSchedule, invoice: Invoice, place: Place): void {
  const back = invoice.lines.filter((line) => line.quantity < 0 && isGoods(line.code));
  const [first] = back;
  if (!first) return;
  const label = `C${invoice.number}`;
  const sold = schedule.sold.findLast((sale) => !sale.undone && sale.codes.has(first.code));
  if (!sold) {
    planReturn(schedule, label, place, back);
    return;
  }
  sold.undone = true;
  const undo = { kind: 'cancellation', of: sold.step } as const;
  if (sold.place !== WAREHOUSE) schedule.pos(sold.place, undo, label);
  else if (schedule.index < sold.leaves) schedule.wms(undo, label);
  else planReturn(schedule, label, WAREHOUSE, back);
}

function planReturn(
  schedule: LapSchedule,
  label: string,
  place: Place,
  back: readonly InvoiceLine[],
): void {
  const lines = merged(back.map((line) => ({ ...line, quantity: -line.quantity })));
  if (place === WAREHOUSE) {
    schedule.wms({ kind: 'return', document: `RET${label}`, lines }, label);
  } else schedule.pos(place, { kind: 'return', document: label, lines }, label);
}

function planDamage(
  schedule: LapSchedule,
  { number }: Invoice,
  place: Place,
  broken: readonly InvoiceLine[],
): void {
  const lines = merged(broken.map((line) => ({ ...line, quantity: -line.quantity })));
  const label = String(number);
  if (place === WAREHOUSE) {
    schedule.wms({ kind: 'damage', document: `SP/${label}`, lines }, label);
    return;
  }
  const said = broken.find((line) => line.description !== '')?.description ?? 'found broken';
  schedule.pos(place, { kind: 'damage', document: label, note: said, lines }, label);
}

function want(schedule: LapSchedule, place: Place | Store, goods: readonly InvoiceLine[]): void {
  const wanted = schedule.wanted.get(place);
  for (const line of goods) {
    const quantity = (wanted?.get(line.code)?.quantity ?? 0) + line.quantity;
    wanted?.set(line.code, { ...stepLine(line), quantity });
  }
}

function remember(
  schedule: LapSchedule,
  step: string,
  place: Place,
  goods: readonly InvoiceLine[],
  leaves: number,
): void {
  const codes = new Set(goods.map((line) => line.code));
  const sale: Sold = { step, place, codes, leaves, undone: false };
  schedule.sold.push(sale);
}

const stepLine = ({ code, quantity, unitPrice }: InvoiceLine): StepLine => ({
  code,
  quantity,
  unitPrice,
});

/** One line per item, as a warehouse picks. */
function merged(lines: readonly InvoiceLine[]): readonly StepLine[] {
  const byCode = new Map<string, StepLine>();
  for (const line of lines) {
    const quantity = (byCode.get(line.code)?.quantity ?? 0) + line.quantity;
    byCode.set(line.code, { ...stepLine(line), quantity });
  }
  return [...byCode.values()];
}
