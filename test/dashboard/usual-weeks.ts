import { createDataSource } from '#storage';

const STORES = ['store-london', 'store-leeds', 'store-bristol'];

/**
 * Four weeks of trade as the normalizer would have noted it: shops from nine to six, noon the busiest, none
 * on Sundays; a warehouse from six to ten at night. What is usual is learnt from it by the stage itself.
 *
 * @param databaseUrl a database without tables, before the first stage starts
 */
export async function tradeForWeeks(databaseUrl: string): Promise<void> {
  const dataSource = await createDataSource(databaseUrl, 'usual weeks', 1).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'all' });
    await dataSource.query(
      `INSERT INTO location_activity (partition, location, source, hour, minutes, last_at)
       SELECT 0, place, source, hour, (1::bigint << active) - 1, hour + active * interval '1 minute'
       FROM (
         SELECT place, source, hour,
           CASE WHEN source = 'wms' AND extract(hour FROM hour) BETWEEN 6 AND 21 THEN 40
                WHEN source = 'pos' AND extract(hour FROM hour) BETWEEN 9 AND 17
                     AND extract(isodow FROM hour) < 7
                THEN 48 - 7 * abs(13 - extract(hour FROM hour)) - 2 * length(place) % 5
                ELSE 0 END::int AS active
         FROM generate_series(date_trunc('hour', now()) - interval '28 days',
                              date_trunc('hour', now()) - interval '1 hour', '1 hour') AS hour,
              (SELECT unnest($1::text[]) AS place, 'pos' AS source
               UNION ALL SELECT 'warehouse', 'wms') AS places
       ) AS week WHERE active > 0`,
      [STORES],
    );
  } finally {
    await dataSource.destroy();
  }
}
