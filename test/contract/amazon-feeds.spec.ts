import { describe, expect, it } from 'vitest';
import { serveFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { amazonShop, type AmazonSubject } from './amazon-subject.js';
import {
  contextOf,
  outcomesOf,
  pushAndSettle,
  readShown,
  rowsOf,
} from './conformance/push-rows.js';

describe("Amazon's feeds", () => {
  const shop = amazonShop();
  const push = (subject: AmazonSubject, quantities: Record<string, number>) =>
    subject.connector.push(rowsOf(subject, quantities), contextOf('reconcile'));

  it.each([true, false])(
    'tells the end of each row, in a report zipped: %s',
    async (zipReports) => {
      const subject = await shop.open({ zipReports });
      const told = { 'CUP-1': 1, GONE: 2, 'CUP-3': 3 };
      const ended = await pushAndSettle(subject, rowsOf(subject, told), 'reconcile');

      expect(outcomesOf(ended)).toEqual(['accepted', 'rejected', 'accepted']);
      expect(ended).toMatchObject({ verdicts: { 1: { code: '13013' } }, job: { id: null } });
      expect(await readShown(subject, Object.keys(told))).toEqual({ 'CUP-1': 1, 'CUP-3': 3 });
    },
  );

  it('are left alone while they wait and are worked on', async () => {
    const times = { feedQueueMs: 1_000, feedProcessMs: 1_000, applyAfterMs: 0 };
    const subject = await shop.open(times);
    const pushed = await push(subject, { 'CUP-1': 1 });
    const job = pushed.kind === 'answered' ? pushed.job : undefined;
    const poll = () =>
      subject.connector.poll(job!, rowsOf(subject, { 'CUP-1': 1 }), contextOf('reconcile'));

    expect(pushed).toMatchObject({
      verdicts: [{ outcome: 'accepted' }],
      job: { checkAfterMs: 60_000 },
    });
    expect(await poll()).toEqual(pushed);
    shop.nowMs += 1_000;
    expect(await poll()).toEqual(pushed);
    shop.nowMs += 1_000;
    expect(await poll()).toMatchObject({ verdicts: [{ outcome: 'accepted' }], job: { id: null } });
    expect(subject.market.shown().get('CUP-1')).toBe(1);
  });

  it.each(['FATAL', 'CANCELLED'] as const)(
    'leave every row unclear when one ends %s',
    async (end) => {
      const subject = await shop.open();
      subject.market.endFeeds(end);
      const ended = await pushAndSettle(
        subject,
        rowsOf(subject, { 'CUP-1': 1, 'CUP-2': 2 }),
        'reconcile',
      );

      expect(outcomesOf(ended)).toEqual(['unknown', 'unknown']);
      expect(ended).not.toHaveProperty('job');
    },
  );

  it('leave every row unclear when one is not known any more', async () => {
    const subject = await shop.open();
    const rows = rowsOf(subject, { 'CUP-1': 1 });
    const polled = await subject.connector.poll({ id: '4711', checkAfterMs: 1 }, rows, contextOf());

    expect(outcomesOf(polled)).toEqual(['unknown']);
  });

  it('are stored on another host, which refuses access tokens', async () => {
    const elsewhere = { url: '' };
    const subject = await shop.open({ documentsUrl: () => elsewhere.url });
    const store = await serveFake({ api: subject.market.documents });
    elsewhere.url = store.url;
    shop.alsoClose(store.close);
    const ended = await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 9 }), 'reconcile');

    expect(outcomesOf(ended)).toEqual(['accepted']);
    expect(subject.market.shown().get('CUP-1')).toBe(9);
    expect(subject.market.calls.filter(({ path }) => path.startsWith('/documents/'))).toEqual([]);
  });

  it('certainly changed nothing when one could not be stored', async () => {
    const subject = await shop.open({ documentsUrl: () => 'http://127.0.0.1:9' });

    expect(await push(subject, { 'CUP-1': 1 })).toMatchObject({ kind: 'unavailable' });
  });

  it('certainly changed nothing when the place to store one was not given', async () => {
    const subject = await shop.open();
    subject.market.faults.order('fail');

    expect(await push(subject, { 'CUP-1': 1 })).toMatchObject({ kind: 'unavailable' });
  });

  it('may be at work although the answer was lost', async () => {
    const subject = await shop.open();
    subject.market.faults.order('slow', { delayMs: 1 });
    subject.market.faults.order('lose_answer');

    expect(await push(subject, { 'CUP-1': 1 })).toMatchObject({ kind: 'unknown' });
    subject.market.settle();
    expect(subject.market.shown().get('CUP-1')).toBe(1);
  });

  it('are throttled by a quota of their own', async () => {
    const createFeed = { capacity: 1, refillPerSecond: 0.008 };
    const subject = await shop.open({ quotas: { createFeed } });
    await push(subject, { 'CUP-1': 1 });

    expect(await push(subject, { 'CUP-1': 2 })).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 1_000,
    });
    const urgent = await subject.connector.push(
      rowsOf(subject, { 'CUP-1': 0 }),
      contextOf('urgent'),
    );
    expect(outcomesOf(urgent)).toEqual(['accepted']);
  });

  it('takes ten thousand rows at once', async () => {
    const subject = await shop.open();
    const many = Array.from({ length: 10_000 }, (_, at) => ({ sku: `M-${at}`, quantity: 1 }));
    subject.market.seed(many);
    const told = Object.fromEntries(many.map(({ sku }, at) => [sku, at]));
    const ended = await pushAndSettle(subject, rowsOf(subject, told), 'reconcile');

    expect(new Set(outcomesOf(ended))).toEqual(new Set(['accepted']));
    expect(Object.fromEntries(subject.market.shown())).toMatchObject(told);
  });
});
