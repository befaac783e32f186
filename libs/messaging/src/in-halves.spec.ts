import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inHalves } from './in-halves.js';

const sizes = fc.array(fc.nat(2_000), { maxLength: 12 });

it('loses no batch and repeats none', () => {
  fc.assert(
    fc.property(sizes, (batches) => {
      const all = inHalves(batches, (size) => size).flat();
      expect(all.toSorted((a, b) => a - b)).toEqual(batches.toSorted((a, b) => a - b));
    }),
  );
});

it('keeps few messages, and a single batch, together', () => {
  expect(inHalves([100, 100, 100], (size) => size)).toEqual([[100, 100, 100]]);
  expect(inHalves([5_000], (size) => size)).toEqual([[5_000]]);
});

it('makes parts of about the same size', () => {
  expect(inHalves([100, 900, 500, 300], (size) => size)).toEqual([[900], [500, 300, 100]]);
});
