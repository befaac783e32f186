import { describe, expect, it } from 'vitest';
import {
  contextOf,
  outcomesOf,
  pushAndSettle,
  readShown,
  rowsOf,
} from './conformance/push-rows.js';
import { miraklShop, type MiraklSubject } from './mirakl-subject.js';

const INTERVALS = { imports: 60_000, status: 15_000, reports: 60_000 };

describe("Mirakl's stock imports", () => {
  const shop = miraklShop();
  const push = (subject: MiraklSubject, quantities: Record<string, number>) =>
    subject.connector.push(rowsOf(subject, quantities), contextOf());

  /** Pushes, and gives a poll of what was pushed. */
  const begin = async (subject: MiraklSubject, quantities: Record<string, number>) => {
    const rows = rowsOf(subject, quantities);
    const pushed = await subject.connector.push(rows, contextOf());
    const job = pushed.kind === 'answered' ? pushed.job : undefined;
    return { pushed, poll: () => subject.connector.poll(job!, rows, contextOf()) };
  };

  it('are left alone while they wait and run, and applied once they are complete', async () => {
    const subject = await shop.open({ importWaitMs: 1_000, importRunMs: 1_000 });
    const { pushed, poll } = await begin(subject, { 'CUP-1': 1 });

    expect(pushed).toMatchObject({
      verdicts: [{ outcome: 'accepted' }],
      job: { checkAfterMs: 15_000 },
    });
    expect(await poll()).toEqual(pushed);
    shop.nowMs += 1_000;
    expect(await poll()).toEqual(pushed);
    expect(subject.market.shown().get('CUP-1')).toBe(5);
    shop.nowMs += 1_000;
    expect(await poll()).toEqual({
      kind: 'answered',
      verdicts: [{ outcome: 'applied' }],
      hints: [],
    });
    expect(subject.market.shown().get('CUP-1')).toBe(1);
  });

  it('are accepted for ever when one never ends, and what they show is read', async () => {
    const subject = await shop.open();
    subject.market.endImports({ status: 'NEVER' });
    const { pushed, poll } = await begin(subject, { 'CUP-1': 1 });
    shop.nowMs += 86_400_000;
    subject.market.settle();

    expect(await poll()).toEqual(pushed);
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 5 });
  });

  it.each([true, false])('tell the end of each row, with counts: %s', async (tellsCounts) => {
    const subject = await shop.open({ tellsCounts });
    const told = { 'CUP-1': 1, 'GO;"NE': 2, 'CUP-3': 3 };
    const ended = await pushAndSettle(subject, rowsOf(subject, told));

    expect(ended).toEqual({
      kind: 'answered',
      verdicts: [
        { outcome: 'applied' },
        {
          outcome: 'rejected',
          code: 'import_error',
          reason: 'The offer does not exist; check "offer-sku"',
        },
        { outcome: 'applied' },
      ],
      hints: [],
    });
    expect(await readShown(subject, Object.keys(told))).toEqual({ 'CUP-1': 1, 'CUP-3': 3 });
  });

  it('leave unclear what comes after the line at which one failed, and no error is lost', async () => {
    const subject = await shop.open();
    subject.market.endImports({ status: 'FAILED', afterLines: 2 });
    const told = { 'CUP-1': 1, GONE: 2, 'CUP-3': 3 };
    const ended = await pushAndSettle(subject, rowsOf(subject, told));

    expect(outcomesOf(ended)).toEqual(['unknown', 'rejected', 'unknown']);
    expect(await readShown(subject, Object.keys(told))).toEqual({ 'CUP-1': 1, 'CUP-3': 5 });
  });

  it('leave every row unclear when one failed without a report', async () => {
    const subject = await shop.open();
    subject.market.endImports({ status: 'FAILED', afterLines: 0 });
    const ended = await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 1, 'CUP-2': 2 }));

    expect(outcomesOf(ended)).toEqual(['unknown', 'unknown']);
    expect(ended).not.toHaveProperty('job');
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 5 });
  });

  it('leave every row unclear when one is not known any more', async () => {
    const subject = await shop.open();
    const rows = rowsOf(subject, { 'CUP-1': 1 });
    const polled = await subject.connector.poll({ id: '4711', checkAfterMs: 1 }, rows, contextOf());

    expect(outcomesOf(polled)).toEqual(['unknown']);
  });

  it.each([true, false])('set the same twice, as one import: %s', async (mergesDuplicates) => {
    const subject = await shop.open({ mergesDuplicates });
    subject.market.faults.order('lose_answer');
    await push(subject, { 'CUP-1': 1 });
    const again = await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 1 }, 2));

    expect(outcomesOf(again)).toEqual(['applied']);
    expect(subject.market.writes).toHaveLength(mergesDuplicates ? 1 : 2);
    expect(subject.market.shown().get('CUP-1')).toBe(1);
  });

  it('show by a read-back that an older one came after a newer one', async () => {
    const subject = await shop.open();
    subject.market.faults.order('apply_late');
    await push(subject, { 'CUP-1': 7 });
    await push(subject, { 'CUP-1': 0 });
    subject.market.settle();

    expect(subject.market.writes.map(({ quantity }) => quantity)).toEqual([0, 7]);
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 7 });
  });

  it('are looked at again when the status or the report does not come', async () => {
    const subject = await shop.open();
    const { poll } = await begin(subject, { 'CUP-1': 1, GONE: 2 });
    subject.market.settle();
    for (const fault of ['fail', 'lose_answer', 'garbage'] as const) {
      subject.market.faults.order(fault);
      expect((await poll()).kind).toBe('unavailable');
    }
    subject.market.faults.order('slow', { delayMs: 1 });
    subject.market.faults.order('fail');
    expect((await poll()).kind).toBe('unavailable');

    expect(outcomesOf(await poll())).toEqual(['applied', 'rejected']);
  });

  it('cannot tell of any row from a report that is a page of a proxy', async () => {
    const subject = await shop.open();
    const { poll } = await begin(subject, { 'CUP-1': 1, GONE: 2 });
    subject.market.settle();
    subject.market.faults.order('slow', { delayMs: 1 });
    subject.market.faults.order('garbage');

    expect(outcomesOf(await poll())).toEqual(['unknown', 'unknown']);
  });

  it('come once a minute, and are looked at four times', async () => {
    const subject = await shop.open({ intervals: INTERVALS });
    const { poll } = await begin(subject, { 'CUP-1': 1 });
    shop.nowMs += 10_500;

    expect(await push(subject, { 'CUP-1': 2 })).toEqual({
      kind: 'throttled',
      retryAfterMs: 50_000,
      hints: [],
      refusedBy: 'stock-imports',
    });
    expect(outcomesOf(await poll())).toEqual(['accepted']);
    shop.nowMs += 9_500;
    expect(await poll()).toEqual({
      kind: 'throttled',
      retryAfterMs: 6_000,
      hints: [],
      refusedBy: 'import-status',
    });
    shop.nowMs += 5_500;
    expect(outcomesOf(await poll())).toEqual(['applied']);
    shop.nowMs += 34_500;
    expect(outcomesOf(await push(subject, { 'CUP-1': 2 }))).toEqual(['accepted']);
  });

  it('are paced by the limits that the connector names', async () => {
    const { limits } = (await shop.open()).connector;
    const intervals = limits.map(({ counts, intervalMs }) => [counts, intervalMs]);

    expect(intervals.slice(0, 2)).toEqual([
      [['write'], INTERVALS.imports],
      [['poll'], INTERVALS.status],
    ]);
  });

  it('carry ten thousand rows at once, and name each that was not taken', async () => {
    const subject = await shop.open();
    const many = Array.from({ length: 5_000 }, (_, at) => ({ sku: `M-${at}`, quantity: 1 }));
    subject.market.seed(many);
    const told = Object.fromEntries(
      many.flatMap(({ sku }, at) => [
        [sku, at],
        [`GONE-${sku}`, at],
      ]),
    );
    const ended = await pushAndSettle(subject, rowsOf(subject, told));
    const rejected = Object.keys(told).map((sku) => sku.startsWith('GONE'));

    expect(subject.connector.capabilities.rowsPerCall.normal).toBe(10_000);
    expect(outcomesOf(ended)).toEqual(rejected.map((is) => (is ? 'rejected' : 'applied')));
    expect(subject.market.shown().get('M-4999')).toBe(4_999);
  });
});
