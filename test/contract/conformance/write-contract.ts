import type { Lane } from '#channels';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextOf, outcomesOf, pushAndSettle, rowsOf } from './push-rows.js';
import type { StartSubject, Subject, Traits } from './subject.js';
import { where } from './where.js';

const SKUS = ['CUP-1', 'CUP-2', 'CUP-3'];
const LANES: readonly Lane[] = ['urgent', 'normal', 'reconcile'];
const ODD = { 'A b': 1, 'a b': 2, '"q"&<x>,;=+': 4 };
const BEYOND_ASCII = { 'Ä-ß/1': 3 };
/** Far more than a call that is stopped takes on a busy machine, and far less than its time limit. */
const STOPPED_WITHIN_MS = 8_000;
const LONG_MS = 30_000;

export const writeContract = (
  { isRemote, refusesUnlisted, takesAnySku }: Traits,
  start: StartSubject,
) =>
  describe('writes', () => {
    let subject: Subject;

    beforeEach(async () => {
      subject = await start({ timeoutMs: 2_000 });
      subject.market.seed(SKUS.map((sku) => ({ sku, quantity: 5 })));
    });
    afterEach(() => subject.close());

    const most = (lane: Lane) => subject.connector.capabilities.rowsPerCall[lane];
    const fitting = (quantities: Record<string, number>, lane: Lane = 'normal') =>
      rowsOf(subject, Object.fromEntries(Object.entries(quantities).slice(0, most(lane))));

    it.each(LANES)('sets absolute quantities in the lane %s, to zero and back', async (lane) => {
      for (const quantity of [7, 0, 12]) {
        const rows = fitting({ 'CUP-1': quantity, 'CUP-2': quantity + 1 }, lane);
        await pushAndSettle(subject, rows, lane);

        for (const row of rows) expect(subject.market.shown().get(row.sku)).toBe(row.quantity);
      }
      expect(subject.market.shown().get('CUP-3')).toBe(5);
    });

    it('ends in applied or accepted, row by row', async () => {
      const rows = fitting({ 'CUP-1': 3, 'CUP-2': 0, 'CUP-3': 9 });
      const pushed = await subject.connector.push(rows, contextOf());
      const expected =
        subject.connector.capabilities.applies === 'at_once' ? 'applied' : 'accepted';

      expect(outcomesOf(pushed)).toEqual(rows.map(() => expected));
    });

    it('changes nothing when it is told the same again', async () => {
      const told = { 'CUP-1': 4 };
      await pushAndSettle(subject, rowsOf(subject, told));
      const again = await pushAndSettle(subject, rowsOf(subject, told, 2));

      expect(['applied', 'accepted']).toContain(outcomesOf(again)[0]);
      const shown = Object.fromEntries(subject.market.shown());
      expect(shown).toEqual({ 'CUP-1': 4, 'CUP-2': 5, 'CUP-3': 5 });
    });

    it('fills a call to the brim', async () => {
      const skus = Array.from({ length: Math.min(most('normal'), 300) }, (_, at) => `FULL-${at}`);
      subject.market.seed(skus.map((sku) => ({ sku, quantity: 1 })));
      const told = Object.fromEntries(skus.map((sku, at) => [sku, at]));
      await pushAndSettle(subject, rowsOf(subject, told));

      expect(Object.fromEntries(subject.market.shown())).toMatchObject(told);
    });

    where(refusesUnlisted)('applies the rows beside one that it does not list', async () => {
      const rows = fitting({ 'CUP-1': 2, GONE: 3, 'CUP-3': 4 });
      const outcomes = outcomesOf(await pushAndSettle(subject, rows));
      const shown = Object.fromEntries(subject.market.shown());

      // A call that is refused as a whole has changed nothing, and its rows are tried one by one.
      const expected = outcomes[0] === 'refused' ? { 'CUP-1': 5 } : { 'CUP-1': 2 };
      expect(shown).toMatchObject(expected);
      expect(shown).not.toHaveProperty('GONE');
      const alone = await pushAndSettle(subject, rowsOf(subject, { GONE: 3 }));
      expect(['rejected', 'refused']).toContain(outcomesOf(alone)[0]);
    });

    where(!refusesUnlisted)('lists what it did not list, beside the other rows', async () => {
      const pushed = await pushAndSettle(subject, fitting({ 'CUP-1': 2, NEW: 3, 'CUP-3': 4 }));

      expect(outcomesOf(pushed)).toEqual(['applied', 'applied', 'applied']);
      const shown = Object.fromEntries(subject.market.shown());
      expect(shown).toEqual({ 'CUP-1': 2, 'CUP-2': 5, 'CUP-3': 4, NEW: 3 });
    });

    it('keeps skus apart that look alike, and takes odd ones', async () => {
      const odd = { ...ODD, ...(takesAnySku && BEYOND_ASCII) };
      subject.market.seed(Object.keys(odd).map((sku) => ({ sku, quantity: 9 })));
      for (const [sku, quantity] of Object.entries(odd)) {
        await pushAndSettle(subject, rowsOf(subject, { [sku]: quantity }));
      }

      expect(Object.fromEntries(subject.market.shown())).toMatchObject(odd);
    });

    where(!takesAnySku)('says that it cannot take what is beyond its characters', async () => {
      const pushed = await pushAndSettle(subject, rowsOf(subject, { ...BEYOND_ASCII, 'CUP-1': 4 }));

      expect(outcomesOf(pushed)).toEqual(['rejected', 'applied']);
      const shown = Object.fromEntries(subject.market.shown());
      expect(shown).toEqual({ 'CUP-1': 4, 'CUP-2': 5, 'CUP-3': 5 });
    });

    where(isRemote)('lets itself be stopped, long before its time is over', async () => {
      const patient = await start({ timeoutMs: LONG_MS });
      patient.market.seed([{ sku: 'CUP-1', quantity: 5 }]);
      patient.market.faults.order('half_open');
      const stop = new AbortController();
      const since = performance.now();
      setTimeout(() => stop.abort(), 50);
      const pushed = await patient.connector.push(
        rowsOf(patient, { 'CUP-1': 1 }),
        contextOf('normal', stop.signal),
      );
      const tookMs = performance.now() - since;
      await patient.close();

      expect(outcomesOf(pushed)).toEqual(['unknown']);
      expect(tookMs).toBeLessThan(STOPPED_WITHIN_MS);
    });

    it('writes nothing when it was stopped before', async () => {
      const context = contextOf('normal', AbortSignal.abort());
      const pushed = await subject.connector.push(rowsOf(subject, { 'CUP-1': 1 }), context);
      subject.market.settle();

      expect(['unknown', 'unavailable']).toContain(outcomesOf(pushed)[0]);
      expect(subject.market.shown().get('CUP-1')).toBe(5);
    });
  });
