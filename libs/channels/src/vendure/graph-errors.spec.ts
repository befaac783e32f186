import { describe, expect, it } from 'vitest';
import { errorsResult } from './graph-errors.js';

const saying = (...codes: (string | undefined)[]) =>
  codes.map((code) => ({ message: 'said Vendure', ...(code && { extensions: { code } }) }));

describe('errorsResult', () => {
  it.each([
    ['FORBIDDEN', 'unauthorized'],
    ['BAD_USER_INPUT', 'refused'],
    ['CHANNEL_NOT_FOUND', 'refused'],
    ['ENTITY_NOT_FOUND', 'refused'],
    ['GRAPHQL_PARSE_FAILED', 'refused'],
    ['GRAPHQL_VALIDATION_FAILED', 'refused'],
    ['USER_INPUT_ERROR', 'refused'],
    ['INTERNAL_SERVER_ERROR', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
    [undefined, 'unknown'],
  ])('takes %s for %s', (code, kind) => {
    expect(errorsResult(saying(code))).toMatchObject({ kind });
  });

  it('cannot tell when not everything that was said undoes the transaction', () => {
    expect(errorsResult(saying('ENTITY_NOT_FOUND', undefined))).toMatchObject({ kind: 'unknown' });
  });

  it('repeats no more than can be read', () => {
    const result = errorsResult([{ message: 'x'.repeat(10_000) }]);

    expect(result).toEqual({ kind: 'unknown', reason: `no code: ${'x'.repeat(291)}` });
  });
});
