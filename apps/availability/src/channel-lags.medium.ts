import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { channelLags } from './channel-lags.js';

const NOW = new Date('2026-03-01T12:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'lags');
});
afterAll(() => database?.drop());

/** Publications that were acknowledged a minute ago, each so many seconds after its change. */
const acknowledge = (channel: string, seconds: readonly (number | null)[], at: Date) =>
  database.dataSource.query(
    `INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
       acknowledged_version, acknowledged_quantity, acknowledged_at, recorded_at)
     SELECT $1, 'item-' || ordinal || ' ' || ($3::timestamptz)::text, 1, 1, 1, $3::timestamptz,
            1, 1, $3::timestamptz,
            $3::timestamptz - make_interval(secs => lag)
     FROM unnest($2::float8[]) WITH ORDINALITY AS given (lag, ordinal)`,
    [channel, seconds, at],
  );

it("reads each channel's lag from its newest acknowledgements, and keeps what too few cannot tell", async () => {
  const recently = new Date(NOW.getTime() - 60_000);
  await acknowledge(
    'bazaar',
    Array.from({ length: 40 }, (_, index) => 1 + index / 10),
    recently,
  );
  await acknowledge(
    'bazaar',
    Array.from({ length: 40 }, () => 900),
    new Date(NOW.getTime() - 3_600_000),
  );
  await acknowledge(
    'bazaar',
    Array.from({ length: 40 }, () => null),
    NOW,
  );
  await acknowledge('emporium', [4_000], recently);
  const before = { bazaar: { lagSeconds: 2, lagDeviationSeconds: 1 } };
  const { manager } = database.dataSource;

  expect(await channelLags(manager, ['bazaar', 'emporium', 'new'], before, NOW)).toEqual({
    bazaar: { lagSeconds: 8, lagDeviationSeconds: 2 },
    emporium: { lagSeconds: 8, lagDeviationSeconds: 2 },
    new: { lagSeconds: 8, lagDeviationSeconds: 2 },
  });
});
