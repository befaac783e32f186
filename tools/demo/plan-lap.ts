import { placeOf } from './demand.js';
import type { Invoice } from './invoices.js';
import { planCounts } from './plan-counts.js';
import { planInvoice } from './plan-invoice.js';
import { planReplenishment } from './plan-replenishment.js';
import { LapSchedule } from './lap-schedule.js';
import type { Step } from './step.js';

/** How far invoice numbers rise from one run through the data to the next. */
const NUMBERS_PER_LAP = 100_000;
const DAY_MS = 86_400_000;

/**
 * Every transaction of one run through the data, in order. The same invoices, seed and lap always give
 * the same steps: what the databases hold plays no part.
 *
 * @param lap 0 for the first run; later ones sell the same baskets under new numbers and days
 */
export function planLap(invoices: readonly Invoice[], seed: string, lap: number): readonly Step[] {
  const schedule = new LapSchedule(seed, lap);
  const middle = Math.floor(invoices.length / 2);
  for (const [index, original] of invoices.entries()) {
    const invoice = inLap(original, invoices, lap);
    schedule.advance(index, invoice.time);
    if (index === middle) planCounts(schedule, invoices);
    planInvoice(schedule, invoice, placeOf(seed, invoice.number));
    planReplenishment(schedule, index);
  }
  return schedule.finish();
}

function inLap(invoice: Invoice, invoices: readonly Invoice[], lap: number): Invoice {
  const first = Date.parse(invoices[0]?.time ?? invoice.time);
  const last = Date.parse(invoices.at(-1)?.time ?? invoice.time);
  const days = Math.floor((last - first) / DAY_MS) + 1;
  const time = new Date(Date.parse(invoice.time) + lap * days * DAY_MS);
  return {
    ...invoice,
    number: invoice.number + lap * NUMBERS_PER_LAP,
    time: time.toISOString(),
  };
}
