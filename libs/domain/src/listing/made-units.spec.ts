import fc from 'fast-check';
import { expect, it } from 'vitest';
import { givenBy, madeUnits } from './made-units.js';

it('shows a third of what there is as packs of three, rounded down', () => {
  expect([0, 2, 3, 8].map((quantity) => madeUnits([{ units: 3, quantity }]))).toEqual([0, 0, 1, 2]);
});

it('shows as many bundles as the scarcest item allows', () => {
  const lamp = { units: 1, quantity: 5 };

  expect(madeUnits([lamp, { units: 2, quantity: 7 }])).toBe(3);
  expect(madeUnits([lamp, { units: 2, quantity: 99 }])).toBe(5);
});

it('shows nothing while an item has no number, or when it is made of nothing', () => {
  expect(
    madeUnits([
      { units: 1, quantity: 5 },
      { units: 1, quantity: null },
    ]),
  ).toBeNull();
  expect(madeUnits([])).toBeNull();
  expect(givenBy({ units: 2, quantity: null })).toBeNull();
});

it('never takes more of an item than there is, and leaves no whole unit out', () => {
  const part = fc.record({ units: fc.integer({ min: 1, max: 9 }), quantity: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const shown = madeUnits(parts) ?? -1;
      expect(parts.every(({ units, quantity }) => shown * units <= quantity)).toBe(true);
      expect(parts.some(({ units, quantity }) => (shown + 1) * units > quantity)).toBe(true);
    }),
  );
});
