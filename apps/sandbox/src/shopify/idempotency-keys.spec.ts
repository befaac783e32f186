import { beforeEach, describe, expect, it } from 'vitest';
import { IdempotencyKeys } from './idempotency-keys.js';

const DAY_MS = 86_400_000;

describe('IdempotencyKeys', () => {
  let nowMs: number;
  let keys: IdempotencyKeys;

  beforeEach(() => {
    nowMs = 0;
    keys = new IdempotencyKeys(() => nowMs);
  });

  it('knows a key by what came of its first call', () => {
    keys.remember('a', '{}', true);
    keys.remember('b', '{}', false);

    expect(['a', 'b', 'c'].map((key) => keys.look(key, '{}'))).toEqual([
      'repeated',
      'failed_before',
      'new',
    ]);
  });

  it('sees that a key comes with other parameters', () => {
    keys.remember('a', '{}', true);

    expect(keys.look('a', '{"x":1}')).toBe('other_parameters');
  });

  it('forgets a key after a day', () => {
    keys.remember('a', '{}', true);
    nowMs = DAY_MS - 1;
    expect(keys.look('a', '{}')).toBe('repeated');
    nowMs = DAY_MS;

    expect(keys.look('a', '{}')).toBe('new');
  });
});
