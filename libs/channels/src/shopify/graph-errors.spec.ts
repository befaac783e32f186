import { describe, expect, it } from 'vitest';
import { errorsResult } from './graph-errors.js';

const saying = (...codes: (string | undefined)[]) =>
  codes.map((code) => ({ message: 'said Shopify', ...(code && { extensions: { code } }) }));

describe('errorsResult', () => {
  it.each([
    ['ACCESS_DENIED', 'unauthorized'],
    ['SHOP_INACTIVE', 'unavailable'],
    ['MAX_COST_EXCEEDED', 'refused'],
    ['MAX_INPUT_SIZE_EXCEEDED', 'refused'],
    ['BAD_REQUEST', 'refused'],
    ['INVALID_FIELD_ARGUMENTS', 'refused'],
    ['INVALID_VARIABLE', 'refused'],
    ['argumentNotAccepted', 'refused'],
    ['INTERNAL_SERVER_ERROR', 'unknown'],
    ['TIMEOUT', 'unknown'],
    [undefined, 'unknown'],
  ])('takes %s for %s', (code, kind) => {
    expect(errorsResult(saying(code), [], 80)).toMatchObject({ kind });
  });

  it('is throttled for as long as the points take', () => {
    const hints = [{ cost: 'points', available: 66, refillPerSecond: 50 }] as const;

    expect(errorsResult(saying('THROTTLED'), hints, 80)).toEqual({
      kind: 'throttled',
      retryAfterMs: 80,
      hints,
    });
  });

  it('cannot tell when not everything that was said comes before the execution', () => {
    const both = saying('BAD_REQUEST', 'INTERNAL_SERVER_ERROR');

    expect(errorsResult(both, [], 80)).toMatchObject({ kind: 'unknown' });
  });
});
