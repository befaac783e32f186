import { describe, expect, it } from 'vitest';
import { userErrorsResult } from './user-errors.js';

const error = (code: string | null, ...field: string[]) => ({
  code,
  field: field.length > 0 ? field : null,
  message: 'said Shopify',
});
const ofRow = (row: number, code: string | null) =>
  error(code, 'input', 'quantities', String(row), 'inventoryItemId');

describe('userErrorsResult', () => {
  it('gives each row what is said of it', () => {
    const errors = [ofRow(2, 'INVALID_INVENTORY_ITEM'), ofRow(0, 'CHANGE_FROM_QUANTITY_STALE')];

    expect(userErrorsResult(3, errors, [])).toEqual({
      kind: 'answered',
      verdicts: [
        { outcome: 'unknown', reason: 'CHANGE_FROM_QUANTITY_STALE: said Shopify' },
        { outcome: 'unknown', reason: 'not applied: another row of the same call was not taken' },
        { outcome: 'rejected', code: 'INVALID_INVENTORY_ITEM', reason: 'said Shopify' },
      ],
      hints: [],
    });
  });

  it.each([
    ['INVALID_LOCATION', 'rejected'],
    ['INVALID_QUANTITY_TOO_HIGH', 'rejected'],
    ['NON_MUTABLE_INVENTORY_ITEM', 'rejected'],
    ['NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', 'rejected'],
    ['CHANGE_FROM_QUANTITY_STALE', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
    [null, 'unknown'],
  ])('takes %s of a row for %s', (code, outcome) => {
    expect(userErrorsResult(1, [ofRow(0, code)], [])).toMatchObject({ verdicts: [{ outcome }] });
  });

  it('rejects a row that is stale as well', () => {
    const errors = [ofRow(0, 'CHANGE_FROM_QUANTITY_STALE'), ofRow(0, 'NON_MUTABLE_INVENTORY_ITEM')];

    expect(userErrorsResult(1, errors, [])).toMatchObject({ verdicts: [{ outcome: 'rejected' }] });
  });

  it.each([
    ['IDEMPOTENCY_CONCURRENT_REQUEST', 'unknown'],
    ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'refused'],
    ['IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', 'unavailable'],
    ['INVALID_REASON', 'refused'],
    [null, 'refused'],
  ])('takes %s of the call for %s', (code, kind) => {
    expect(userErrorsResult(2, [ofRow(0, 'INVALID_LOCATION'), error(code)], [])).toMatchObject({
      kind,
    });
  });

  it('does not take the field of something else for a row', () => {
    expect(userErrorsResult(1, [error('INVALID_REASON', 'input', 'reason')], [])).toMatchObject({
      kind: 'refused',
      code: 'INVALID_REASON',
    });
  });
});
