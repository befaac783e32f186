import { expect, it } from 'vitest';
import type { ListingState } from '../../items/item.schema.js';
import { waitingFor, type ChannelFacts } from './waiting.js';

const NOW = new Date('2026-11-02T08:00:00Z');
const AGO = new Date('2026-11-02T07:00:00Z');
const at = (quantity: number) => ({ quantity, version: 9, at: AGO.toISOString(), offer: null });
const LISTING: ListingState = {
  channel: 'bazaar',
  desired: at(0),
  sent: null,
  acknowledged: { ...at(4), recordedAt: null },
  rejected: null,
  state: 'pending',
};
const CONTROL = {
  channel: 'bazaar',
  paused_at: null,
  paused_because: null,
  listed_at: null,
  failing_since: null,
  failures: null,
  next_try_at: null,
};
const ZEROS = {
  channel: 'bazaar',
  held_at: AGO,
  held: 212,
  showing: 240,
  samples: [],
  cause: 'no source changed',
  confirmed_at: null,
};
const LEASE = {
  channel: 'bazaar',
  owner: 'one',
  epoch: '1',
  expires_at: new Date('2026-11-02T09:00:00Z'),
};
const FACTS: ChannelFacts = { control: undefined, zeros: undefined, lease: LEASE, now: NOW };
const what = (listing: Partial<ListingState>, facts: Partial<ChannelFacts> = {}) =>
  waitingFor({ ...LISTING, ...listing }, [], { ...FACTS, ...facts })?.for ?? null;

it('names what holds a number up, the widest first', () => {
  const failing = { ...CONTROL, failing_since: AGO, failures: 3, next_try_at: NOW };
  const paused = { ...failing, paused_at: AGO, paused_because: 'stocktaking' };

  expect(what({}, { control: paused, lease: undefined })).toBe('pause');
  expect(what({}, { control: failing, lease: { ...LEASE, expires_at: AGO } })).toBe('publisher');
  expect(what({}, { control: failing, zeros: ZEROS })).toBe('confirmation');
  expect(what({ desired: at(3) }, { control: failing, zeros: ZEROS })).toBe('breaker');
  expect(what({ state: 'unclear', sent: at(0) })).toBe('answer');
  expect(what({})).toBe('limit');
});

it('waits for nothing once it is shown, and for another number once it is refused', () => {
  expect(what({ state: 'acknowledged' })).toBeNull();
  expect(what({ state: 'rejected' })).toBe('correction');
});
