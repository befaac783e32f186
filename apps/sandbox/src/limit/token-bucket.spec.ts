import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.js';

const MS = 1_000_000n;

describe('TokenBucket', () => {
  let now = 0n;
  const bucket = (capacity: number, refillPerSecond: number) => {
    now = 0n;
    return new TokenBucket({ capacity, refillPerSecond }, () => now);
  };

  it('starts full and refuses what is not there', () => {
    const three = bucket(3, 1);

    expect([three.take(2), three.take(1), three.take(1)]).toEqual([true, true, false]);
  });

  it('refills to the nanosecond', () => {
    const one = bucket(1, 3);
    one.take(1);
    now = 333_333_333n;
    expect(one.take(1)).toBe(false);
    now = 333_333_334n;

    expect(one.take(1)).toBe(true);
  });

  it('never holds more than its capacity', () => {
    const two = bucket(2, 100);
    now = 60_000n * MS;

    expect([two.available(), two.take(2), two.take(1)]).toEqual([2, true, false]);
  });

  it('says how long to wait, and that much is enough', () => {
    const ten = bucket(10, 4);
    ten.take(10);
    const wait = ten.msUntil(3);
    now += BigInt(wait ?? 0) * MS;

    expect([wait, ten.take(3)]).toEqual([750, true]);
  });

  it('says that more than the capacity will never be there', () => {
    expect(bucket(10, 4).msUntil(10.001)).toBeUndefined();
  });

  it('admits at most capacity + refill × time in any window', () => {
    const step = fc.record({
      afterNs: fc.bigInt(0n, 400n * MS),
      tokens: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(step, { maxLength: 60 }),
        (capacity, rate, steps) => {
          const tested = bucket(capacity, rate);
          const taken: { at: bigint; tokens: number }[] = [];
          for (const { afterNs, tokens } of steps) {
            now += afterNs;
            if (tested.take(tokens)) taken.push({ at: now, tokens });
          }
          for (const [first, { at: from }] of taken.entries()) {
            let sum = 0;
            for (const { at, tokens } of taken.slice(first)) {
              sum += tokens;
              const most = BigInt(capacity) * 1_000_000_000n + BigInt(rate) * (at - from);
              expect(BigInt(sum) * 1_000_000_000n <= most).toBe(true);
            }
          }
        },
      ),
    );
  });
});
