import { describe, expect, it } from 'vitest';
import { listingRow } from '../../../../test/support/connector-call.js';
import type { UpdatedRow } from './answers.js';
import { rowVerdict } from './row-verdict.js';

const ROW = listingRow('CUP-1', { quantity: 4, shown: 5 });
const error = (errorId: number) => ({ errorId, message: 'short', longMessage: 'why' });
const item = (statusCode: number, ...errorIds: number[]): UpdatedRow => ({
  statusCode,
  sku: 'CUP-1',
  errors: errorIds.map(error),
});
const offer = (statusCode: number, ...errorIds: number[]): UpdatedRow => ({
  ...item(statusCode, ...errorIds),
  offerId: '8001',
});
const { sku: _, ...offerAlone } = offer(200);

describe('rowVerdict', () => {
  it.each<[string, UpdatedRow[], string]>([
    ['success', [item(200)], 'applied'],
    ['a system error', [item(500, 25_001)], 'unknown'],
    ['a system error under another status', [item(400, 25_001)], 'unknown'],
    ['a system error behind another one', [item(400, 25_002, 25_001)], 'unknown'],
    ["an error of the server's without words", [item(503)], 'unknown'],
    ['a limit', [item(429, 2_001)], 'unknown'],
    ['success with an error', [item(200, 25_002)], 'unknown'],
    ['a redirect', [item(302)], 'unknown'],
    ['a refusal', [item(400, 25_002)], 'rejected'],
    ['nothing of it', [{ ...item(200), sku: 'CUP-2' }], 'unknown'],
    ['an answer for no sku', [offerAlone], 'unknown'],
  ])('takes %s for an item', (_name, answered, outcome) => {
    expect(rowVerdict(ROW, null, answered).outcome).toBe(outcome);
  });

  it.each<[string, UpdatedRow[], string]>([
    ['a row for each', [item(200), offer(200)], 'applied'],
    ['a row for both', [offer(200)], 'applied'],
    ['a row without its sku', [offerAlone], 'applied'],
    ['nothing of the offer', [item(200)], 'unknown'],
    ["another offer's row", [{ ...offer(200), offerId: '9' }], 'unknown'],
    ['a refusal of the item, and nothing of the offer', [item(400, 25_002)], 'rejected'],
    ['both refused', [item(400, 25_002), offer(404, 25_713)], 'rejected'],
    ['one of them unclear', [item(400, 25_002), offer(500)], 'unknown'],
  ])('takes %s for an item with an offer', (_name, answered, outcome) => {
    expect(rowVerdict(ROW, '8001', answered).outcome).toBe(outcome);
  });

  it.each([
    ['as many as before', 5, 5, 'unknown'],
    ['fewer', 0, 5, 'unknown'],
    ['nobody knows how many more', 6, null, 'unknown'],
    ['more', 6, 5, 'rejected'],
  ])(
    'reads back what was half done, unless it is raised: %s',
    (_name, quantity, shown, outcome) => {
      const row = { ...ROW, quantity, shown };

      expect(rowVerdict(row, '8001', [item(200), offer(404, 25_713)]).outcome).toBe(outcome);
      expect(rowVerdict(row, '8001', [item(400, 25_759), offer(200)]).outcome).toBe(outcome);
    },
  );

  it("gives eBay's code and its words, the long ones first", () => {
    expect(rowVerdict(ROW, null, [item(400, 25_709)])).toEqual({
      outcome: 'rejected',
      code: '25709',
      reason: '25709, why',
    });
    const short = { ...item(400), errors: [{ errorId: 25_002, message: 'short' }] };
    expect(rowVerdict(ROW, null, [short])).toMatchObject({ reason: '25002, short' });
    expect(rowVerdict(ROW, null, [item(404)])).toEqual({
      outcome: 'rejected',
      code: 'row_404',
      reason: null,
    });
  });
});
