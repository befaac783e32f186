import type { ApiKey } from '#storage';
import { expect, it } from 'vitest';
import { review } from './review.js';

const NOW = new Date('2026-06-30T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const key = (over: Partial<ApiKey>): ApiKey => ({
  id: '0123456789ab',
  name: 'shop',
  scope: 'claims',
  createdBy: 'ann',
  createdAt: daysAgo(40),
  expiresAt: daysAgo(-50),
  lastUsedAt: daysAgo(1),
  revokedAt: null,
  state: 'live',
  ...over,
});

it('tells age, last use and the days left', () => {
  expect(review([key({})], NOW)).toEqual([
    {
      id: '0123456789ab',
      name: 'shop',
      scope: 'claims',
      createdBy: 'ann',
      ageDays: 40,
      unusedDays: 1,
      daysLeft: 50,
      flags: [],
    },
  ]);
});

it.each([
  ['used 29 days ago', { lastUsedAt: daysAgo(29) }, []],
  ['used 30 days ago', { lastUsedAt: daysAgo(30) }, ['unused']],
  ['never used, and old', { lastUsedAt: null }, ['unused']],
  ['never used, and new', { lastUsedAt: null, createdAt: daysAgo(2) }, []],
  ['14 days left', { expiresAt: daysAgo(-14) }, []],
  ['13 days left', { expiresAt: daysAgo(-13) }, ['expires soon']],
])('flags: %s', (_, over, flags) => {
  expect(review([key(over)], NOW)[0]?.flags).toEqual(flags);
});

it('leaves out what ended, and begins with the oldest', () => {
  const keys = [
    key({ id: 'new', createdAt: daysAgo(1) }),
    key({ id: 'revoked', state: 'revoked' }),
    key({ id: 'expired', state: 'expired' }),
    key({ id: 'old', createdAt: daysAgo(80) }),
  ];
  expect(review(keys, NOW).map(({ id }) => id)).toEqual(['old', 'new']);
});
