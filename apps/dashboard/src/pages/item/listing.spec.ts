import { describe, expect, it } from 'vitest';
import { checkText, isShown, type Listing } from './listing.js';

const at = '2026-01-05T09:00:00.000Z';
const number = (version: number) => ({ quantity: 5, version, at, offer: null });
const listing = (desired: number, sent: number, acknowledged: number): Listing => ({
  channel: 'bazaar',
  desired: number(desired),
  sent: number(sent),
  acknowledged: { ...number(acknowledged), recordedAt: at },
  rejected: null,
  state: 'acknowledged',
});

describe('how far a listing has come', () => {
  it('is all the way where a newer version has the number that was sent before', () => {
    expect(isShown(listing(7, 5, 7))).toBe(true);
    expect(isShown(listing(7, 7, 5))).toBe(false);
    expect(isShown({ ...listing(7, 7, 7), acknowledged: null })).toBe(false);
    expect(isShown({ ...listing(7, 7, 7), desired: null })).toBe(false);
  });

  it('tells whether the number is what is recomputed now', () => {
    const check = { stored: 5, recomputed: 5, agrees: true, note: null };
    expect(checkText(check)).toBe('Recomputed now: 5, the same.');
    expect(checkText({ ...check, recomputed: null, agrees: false })).toBe(
      'Recomputed now: –, stored 5: they differ.',
    );
  });
});
