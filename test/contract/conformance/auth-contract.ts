import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextOf, outcomesOf, rowsOf } from './push-rows.js';
import type { StartSubject, Subject, Traits } from './subject.js';
import { where } from './where.js';

export const authContract = ({ tokensExpire }: Traits, start: StartSubject) =>
  describe('credentials', () => {
    let subject: Subject;

    beforeEach(async () => {
      subject = await start({ timeoutMs: 2_000 });
      subject.market.seed(SKUS.map((sku) => ({ sku, quantity: 5 })));
    });
    afterEach(() => subject.close());

    const push = (sku: string) =>
      subject.connector.push(rowsOf(subject, { [sku]: 1 }), contextOf());

    it('says that it is not let in, and nothing was applied', async () => {
      subject.market.faults.order('refuse_token', { times: 10 });

      expect((await push('CUP-0')).kind).toBe('unauthorized');
      expect(subject.market.shown().get('CUP-0')).toBe(5);
    });

    where(tokensExpire)(
      'asks for a new token once, however many calls found it expired',
      async () => {
        await push('CUP-0');
        const before = subject.tokensAsked?.() ?? 0;
        subject.expireTokens?.();
        await Promise.all(SKUS.map((sku) => push(sku)));
        const after = await Promise.all(SKUS.map((sku) => push(sku)));
        const outcomes = new Set(after.flatMap((result) => outcomesOf(result)));

        expect(['applied', 'accepted']).toEqual(expect.arrayContaining([...outcomes]));
        expect((subject.tokensAsked?.() ?? 0) - before).toBe(1);
      },
    );
  });

const SKUS = Array.from({ length: 5 }, (_, at) => `CUP-${at}`);
