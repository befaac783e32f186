import { describe, expect, it } from 'vitest';
import { feedEndpoint } from './feed.schema.js';

const CSV = { format: 'csv', file: '/srv/feeds/availability.csv' };
const GOOGLE = { ...CSV, format: 'google-local-inventory', storeCode: 'Berlin-1' };

describe('feedEndpoint', () => {
  it.each([CSV, { ...CSV, format: 'json' }, GOOGLE])(
    'knows how often it may write: %j',
    (least) => {
      expect(feedEndpoint.parse(least)).toEqual({ ...least, minIntervalSeconds: 60 });
    },
  );

  it.each([
    ['a format that there is not', { ...CSV, format: 'xlsx' }],
    ['a path from somewhere', { ...CSV, file: 'feeds/availability.csv' }],
    ['a folder', { ...CSV, file: '/srv/feeds/' }],
    ['no pause at all', { ...CSV, minIntervalSeconds: 0 }],
    ['a store of a format without', { ...CSV, storeCode: 'Berlin-1' }],
    ['no store where there must be one', { ...CSV, format: 'google-local-inventory' }],
    ['a long store code', { ...GOOGLE, storeCode: 'x'.repeat(65) }],
  ])('refuses %s', (_, endpoint) => {
    expect(feedEndpoint.safeParse(endpoint).success).toBe(false);
  });
});
