import { describe, expect, it } from 'vitest';
import type { ListResult } from '#channels';
import { amazonShop, type AmazonSubject } from './amazon-subject.js';
import { contextOf } from './conformance/push-rows.js';

const listings = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ sku: `L-${from + at}`, quantity: at }));

async function listAll({ connector }: AmazonSubject): Promise<ListResult[]> {
  const pages: ListResult[] = [];
  let after: string | null = null;
  do {
    const page: ListResult = await connector.list(after, contextOf('reconcile'));
    pages.push(page);
    after = page.kind === 'page' ? page.next : null;
  } while (after !== null && pages.length < 500);
  return pages;
}

const skusOf = (pages: readonly ListResult[]) =>
  pages.flatMap((page) => (page.kind === 'page' ? page.listings : [])).map(({ sku }) => sku);

describe('listing more than Amazon pages through', () => {
  const shop = amazonShop();

  it('goes on by date of creation after 1,000 listings, and lists each once', async () => {
    const subject = await shop.open();
    subject.market.seed(listings(0, 2_150));
    const skus = skusOf(await listAll(subject));

    expect(skus).toHaveLength(2_153);
    expect(new Set(skus)).toEqual(new Set(subject.market.shown().keys()));
  });

  it('lists once what was created at the same moment as the thousandth', async () => {
    const subject = await shop.open();
    subject.market.seed(listings(0, 990));
    subject.market.seed(listings(990, 15), '2024-03-01T00:00:00.000Z');
    const skus = skusOf(await listAll(subject));

    expect(skus).toHaveLength(1_008);
    expect(new Set(skus).size).toBe(1_008);
  });

  it('says so when it cannot list everything', async () => {
    const subject = await shop.open();
    subject.market.seed(listings(0, 2_100), '2024-03-01T00:00:00.000Z');
    const pages = await listAll(subject);

    expect(pages.at(-1)).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('more than 1,000') as string,
    });
  });

  it('tells what each listing is made of', async () => {
    const subject = await shop.open();

    expect(await subject.connector.list(null, contextOf())).toMatchObject({
      kind: 'page',
      listings: [{ sku: 'CUP-1', quantity: 5, ids: { productType: 'LUGGAGE' } }, {}, {}],
      next: null,
    });
  });
});
