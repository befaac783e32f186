import { isGoods, type Invoice } from './invoices.js';
import type { LapSchedule } from './lap-schedule.js';
import { STORES } from './places.js';
import type { StepLine } from './step.js';

const ITEMS_COUNTED = 12;
/** What a count finds against the book: mostly nothing. */
const DRIFTS = [0, 0, 0, 0, -1, -2, 1];

/** Halfway through the data, every place counts a few of its items. */
export function planCounts(schedule: LapSchedule, invoices: readonly Invoice[]): void {
  const codes = new Set(invoices.flatMap((invoice) => invoice.lines.map((line) => line.code)));
  const goods = [...codes].filter(isGoods);
  const counted = (place: string): readonly StepLine[] =>
    goods
      .map((code) => ({ code, chance: schedule.chance('counted', place, code) }))
      .sort((a, b) => a.chance - b.chance)
      .slice(0, ITEMS_COUNTED)
      .map(({ code }, nth) => ({ code, quantity: DRIFTS[nth % DRIFTS.length] ?? 0, unitPrice: 0 }));
  const label = String(schedule.documentNumber(0));
  for (const store of STORES) {
    const document = `COUNT${label}`;
    schedule.pos(store, { kind: 'count', document, lines: counted(store) }, `${label} ${store}`);
  }
  schedule.wms({ kind: 'count', document: `COUNT${label}`, lines: counted('WH') }, label);
}
