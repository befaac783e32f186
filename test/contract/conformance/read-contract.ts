import type { ListResult, ObservedListing } from '#channels';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextOf, pushAndSettle, readShown, rowsOf } from './push-rows.js';
import type { StartSubject, Subject, Traits } from './subject.js';
import { where } from './where.js';

export const readContract = ({ isRemote, readsBack }: Traits, start: StartSubject) =>
  describe('reads', () => {
    let subject: Subject;

    beforeEach(async () => {
      subject = await start({ timeoutMs: 2_000 });
      subject.market.seed([
        { sku: 'CUP-1', quantity: 5 },
        { sku: 'CUP-2', quantity: 0 },
      ]);
    });
    afterEach(() => subject.close());

    it('is what it is known to be', () => {
      expect(subject.connector.capabilities.readsBack).toBe(readsBack);
    });

    where(readsBack)('reads what customers see, and leaves out what is not listed', async () => {
      subject.market.edit('CUP-1', 8);

      expect(await readShown(subject, ['CUP-1', 'CUP-2', 'GONE'])).toEqual({
        'CUP-1': 8,
        'CUP-2': 0,
      });
    });

    where(readsBack)('reads a full page', async () => {
      const { rowsPerRead } = subject.connector.capabilities;
      const skus = Array.from({ length: Math.min(rowsPerRead, 300) }, (_, at) => `PAGE-${at}`);
      subject.market.seed(skus.map((sku, at) => ({ sku, quantity: at })));

      expect(await readShown(subject, skus)).toEqual(
        Object.fromEntries(skus.map((sku, at) => [sku, at])),
      );
    });

    where(readsBack)('lists everything once', async () => {
      const more = Array.from({ length: 620 }, (_, at) => ({ sku: `L-${at}`, quantity: at % 7 }));
      subject.market.seed(more);
      const listed = await listAll(subject);

      expect(listed.map(({ sku }) => sku).toSorted()).toEqual(
        [...subject.market.shown().keys()].toSorted(),
      );
      expect(listed.find(({ sku }) => sku === 'L-6')).toMatchObject({
        quantity: 6,
        ids: subject.idsOf('L-6'),
      });
    });

    where(readsBack && isRemote)(
      'tells what was not applied although the channel said so',
      async () => {
        subject.market.faults.order('never_apply');
        await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 1 }));

        expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 5 });
      },
    );
  });

async function listAll({ connector }: Subject): Promise<ObservedListing[]> {
  const listed: ObservedListing[] = [];
  for (let after: string | null = null, pages = 0; pages < 1_000; pages += 1) {
    const page: ListResult = await connector.list(after, contextOf('reconcile'));
    if (page.kind !== 'page') throw new Error(`the list ended ${JSON.stringify(page)}`);
    listed.push(...page.listings);
    if (page.next === null) return listed;
    after = page.next;
  }
  throw new Error('the list never ends');
}
