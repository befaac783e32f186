import type { LapSchedule } from './lap-schedule.js';
import { STORES, WAREHOUSE, type Place, type Store } from './places.js';
import { pick } from './seeded.js';
import type { StepLine } from './step.js';

/** Invoices from one delivery to the next, and on the road. */
const EVERY = { purchase: 24, storeDelivery: 9, transfer: 17, giveBack: 71, requisition: 53 };
const ON_THE_ROAD = { purchase: 14, transfer: 5 };

const MOST_LINES = 40;
/** The rest of what was sold waits for a later delivery: shelves stay empty for a while. */
const SHARE_ORDERED = 0.75;

/** Deliveries and transfers that follow from what was sold so far. */
export function planReplenishment(schedule: LapSchedule, index: number): void {
  const turn = (every: number) => index > 0 && index % every === 0;
  const label = String(schedule.documentNumber(index));
  const store = pick(STORES, schedule.chance('delivery to', index));
  if (turn(EVERY.purchase)) planPurchase(schedule, label);
  if (turn(EVERY.storeDelivery)) planStoreDelivery(schedule, store, label);
  if (turn(EVERY.transfer)) planTransfer(schedule, store, label);
  if (turn(EVERY.giveBack)) planGiveBack(schedule, store, label);
  if (turn(EVERY.requisition)) planRequisition(schedule, store, label);
}

function planPurchase(schedule: LapSchedule, label: string): void {
  const lines = order(schedule, WAREHOUSE, MOST_LINES);
  if (lines.length === 0) return;
  const step = schedule.wms({ kind: 'purchase', document: `P${label}`, lines }, label);
  schedule.wms({ kind: 'receipt', of: step }, label, ON_THE_ROAD.purchase);
}

function planStoreDelivery(schedule: LapSchedule, store: Store, label: string): void {
  const lines = order(schedule, store, MOST_LINES);
  if (lines.length === 0) return;
  schedule.pos(store, { kind: 'receipt', document: `DN${label}`, lines }, label);
}

function planTransfer(schedule: LapSchedule, store: Store, label: string): void {
  const lines = order(schedule, store, 8);
  if (lines.length === 0) return;
  const document = `T${label}`;
  // What the warehouse gives away, it must order again.
  for (const line of lines) wantAgain(schedule, WAREHOUSE, line);
  const step = schedule.wms({ kind: 'transfer_out', document, lines }, label);
  schedule.pos(store, { kind: 'transfer_in', document, of: step }, label, ON_THE_ROAD.transfer);
}

function planGiveBack(schedule: LapSchedule, store: Store, label: string): void {
  const lines = few(schedule, store);
  if (lines.length === 0) return;
  const document = `T${label}B`;
  const step = schedule.pos(store, { kind: 'transfer_out', document, lines }, label);
  schedule.wms({ kind: 'transfer_in', document, of: step }, label, ON_THE_ROAD.transfer);
}

function planRequisition(schedule: LapSchedule, store: Store, label: string): void {
  const others = STORES.filter((other) => other !== store);
  const to = pick(others, schedule.chance('requisition to', label));
  const lines = few(schedule, to);
  if (lines.length === 0) return;
  schedule.pos(store, { kind: 'requisition', to, document: `REQ${label}`, lines }, label);
}

/** Takes up to `most` items out of what the place wants, in seeded choice. */
function order(schedule: LapSchedule, place: Place, most: number): readonly StepLine[] {
  const wanted = schedule.wanted.get(place);
  if (!wanted) return [];
  const lines = [...wanted.values()]
    .filter(({ code }) => schedule.chance('ordered', schedule.index, place, code) < SHARE_ORDERED)
    .sort((a, b) => b.quantity - a.quantity || (a.code < b.code ? -1 : 1))
    .slice(0, most);
  for (const { code } of lines) wanted.delete(code);
  return lines;
}

/** Two units of each of a few items that the place has sold lately. */
function few(schedule: LapSchedule, place: Place): readonly StepLine[] {
  const lines = [...(schedule.wanted.get(place)?.values() ?? [])];
  return lines.slice(0, 5).map((line) => ({ ...line, quantity: 2 }));
}

function wantAgain(schedule: LapSchedule, place: Place, line: StepLine): void {
  const wanted = schedule.wanted.get(place);
  const quantity = (wanted?.get(line.code)?.quantity ?? 0) + line.quantity;
  wanted?.set(line.code, { ...line, quantity });
}
