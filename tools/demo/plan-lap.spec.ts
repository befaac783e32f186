import { describe, expect, it } from 'vitest';
import { readInvoices } from './invoices.js';
import { planLap } from './plan-lap.js';
import type { Step } from './step.js';

const invoices = readInvoices();
const steps = planLap(invoices, '7', 0);
const kindsOf = (system: Step['system']) =>
  new Set(steps.filter((step) => step.system === system).map((step) => step.kind));
const invoiceSteps = steps.filter((step) => step.kind === 'sale' || step.kind === 'order');

describe('planLap', () => {
  it('gives the same steps for the same seed, and others for another', () => {
    expect(planLap(invoices, '7', 0)).toEqual(steps);
    expect(planLap(invoices, '8', 0)).not.toEqual(steps);
  });

  it('names every step once, over all laps', () => {
    const names = [...steps, ...planLap(invoices, '7', 1)].map((step) => step.name);

    expect(new Set(names).size).toBe(names.length);
  });

  it('sends about seven of ten invoices to the stores', () => {
    const stores = invoiceSteps.filter((step) => step.system === 'pos').length;

    expect(stores / invoiceSteps.length).toBeGreaterThan(0.62);
    expect(stores / invoiceSteps.length).toBeLessThan(0.78);
  });

  it('makes the applications write everything that moves stock', () => {
    const shared = ['return', 'damage', 'receipt', 'transfer_out', 'transfer_in', 'count'];

    expect([...kindsOf('pos')]).toEqual(
      expect.arrayContaining([...shared, 'sale', 'cancellation', 'requisition']),
    );
    expect([...kindsOf('wms')]).toEqual(
      expect.arrayContaining([...shared, 'order', 'shipment', 'purchase']),
    );
  });

  it('plans a step after the one that it is about', () => {
    const place = new Map(steps.map((step, index) => [step.name, index]));
    const early = steps.filter(
      (step, index) => 'of' in step && (place.get(step.of) ?? Infinity) >= index,
    );

    expect(early).toEqual([]);
  });

  it('never goes back in business time', () => {
    const times = steps.map((step) => step.at);

    expect(times).toEqual([...times].sort());
  });

  it('keeps what is no goods out of the warehouse and out of corrections', () => {
    const others = steps
      .filter((step) => step.kind !== 'sale' && 'lines' in step)
      .flatMap((step) => ('lines' in step ? step.lines : []))
      .filter(({ code }) => !/^\d{5}[A-Z]{0,2}$/.test(code));

    expect(others).toEqual([]);
  });

  it('cancels a sale at most once', () => {
    const cancelled = steps.flatMap((step) => (step.kind === 'cancellation' ? [step.of] : []));

    expect(new Set(cancelled).size).toBe(cancelled.length);
  });
});
