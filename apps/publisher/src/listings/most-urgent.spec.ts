import { expect, it } from 'vitest';
import type { Sent } from './listing.js';
import { Listings } from './listings.js';

const AT = '2026-11-02T08:00:00.000Z';
const LATER = '2026-11-02T09:00:00.000Z';

/** Items that sell out without an end, and one that has waited for an hour. */
it.each([1, 4, 50])('lets nothing starve, with %i rows in a call', (rowsPerCall) => {
  const listings = new Listings();
  const offer = (sku: string, version: number, quantity: number, recordedAt: string) =>
    listings.offer({ sku, version, quantity, recordedAt });
  offer('patient', 1, 40, AT);
  let soldOut = 0;
  const sellOut = () => {
    for (let item = 0; item < 100; item += 1) offer(`sold-out-${(soldOut += 1)}`, 1, 0, LATER);
  };
  let rows = 0;
  for (let isShown = false; !isShown; rows += rowsPerCall) {
    sellOut();
    const sent = listings.picker.pick(rowsPerCall).map((row): Sent => ({ ...row, sentAt: LATER }));
    listings.begin(sent);
    for (const row of sent) listings.accept(row);
    isShown = sent.some(({ sku }) => sku === 'patient');

    expect(rows).toBeLessThan(50);
  }
});

it('gives nine rows of ten to what is urgent', () => {
  const listings = new Listings();
  for (let item = 0; item < 60; item += 1) {
    listings.offer({ sku: `rest-${item}`, version: 1, quantity: 9, recordedAt: AT });
    listings.offer({ sku: `zero-${item}`, version: 1, quantity: 0, recordedAt: LATER });
  }
  const zeros = listings.picker.pick(50).filter(({ quantity }) => quantity === 0);

  expect(zeros).toHaveLength(45);
});
