import { businessDay, localDay, near } from '../roll-context.js';
import { countsFor, type Facts } from './facts.js';

const POOLS = `coalesce(ARRAY(SELECT pool.channel FROM pool WHERE pool.location = counted.location), '{}')`;
const OF_COUNT = countsFor({
  location: 'counted.location',
  channels: POOLS,
  source: 'counted.source',
});

/** A count states what was there; what the line moved the book by is by how much the book was wrong. */
const COUNTS: Facts = `
  SELECT told.measure, counted.age AS part, told.amount, ${OF_COUNT}
  FROM (
    SELECT line.location, line.source, line.contributes, line.change,
      CASE WHEN before.at IS NULL THEN 'never counted'
           WHEN line.occurred_at - before.at <= interval '7 days' THEN 'last counted within a week'
           WHEN line.occurred_at - before.at <= interval '30 days' THEN 'last counted within a month'
           WHEN line.occurred_at - before.at <= interval '91 days' THEN 'last counted within a quarter'
           ELSE 'last counted earlier' END AS age
    FROM ledger_line AS line CROSS JOIN given LEFT JOIN place ON place.location = line.location
    CROSS JOIN LATERAL (
      SELECT max(earlier.occurred_at) AS at FROM ledger_line AS earlier
      WHERE earlier.sku = line.sku AND earlier.location = line.location
        AND earlier.kind = 'cycle_count' AND earlier.occurred_at < line.occurred_at) AS before
    WHERE line.kind = 'cycle_count' AND line.bucket = 'available_base'
      AND line.effect IN ('count', 'absolute') AND line.op NOT IN ('r', 'd')
      AND ${near('line.occurred_at')} AND ${localDay('line.occurred_at')} = given.day
  ) AS counted
  CROSS JOIN LATERAL (VALUES
    ('counts', 1::numeric),
    ('counts_off', (counted.change <> 0)::int),
    ('counted_units', greatest(counted.contributes, 0)),
    ('variance_units', abs(counted.change)),
    ('variance_net', -counted.change)) AS told (measure, amount)`;

/** A row that only names a cause states the units of that cause; a movement, what it takes. */
const UNITS = 'CASE WHEN line.bucket IS NULL THEN line.contributes ELSE -line.change END';

/** What was lost: named as such, or found missing by a count. Found again counts against it. */
const SHRINK: Facts = `
  SELECT 'shrink_units' AS measure,
         CASE line.kind WHEN 'cycle_count' THEN 'counted' ELSE line.kind END AS part,
         sum(${UNITS}) AS amount,
         ${countsFor({ location: 'line.location', source: 'line.source' })}
  FROM ledger_line AS line CROSS JOIN given LEFT JOIN place ON place.location = line.location
  WHERE line.kind IN ('shrink', 'damage', 'cycle_count') AND line.op <> 'r'
    AND (line.bucket = 'available_base'
         OR (line.bucket IS NULL AND line.kind <> 'cycle_count' AND line.effect = 'none'))
    AND (line.kind <> 'cycle_count' OR (line.effect IN ('count', 'absolute') AND line.op <> 'd'))
    AND ${near('line.occurred_at')} AND ${localDay('line.occurred_at')} = given.day
  GROUP BY part, line.location, line.source`;

const SOLD: Facts = `
  SELECT 'sold_units' AS measure, '-' AS part, sum(${UNITS}) AS amount,
         ${countsFor({ location: 'line.location', source: 'line.source' })}
  FROM ledger_line AS line CROSS JOIN given LEFT JOIN place ON place.location = line.location
  WHERE line.kind = 'sale' AND line.effect IN ('none', 'delta') AND line.op <> 'r'
    AND (line.bucket IS NULL OR line.bucket IN ('available_base', 'allocated'))
    AND ${near('line.occurred_at')} AND ${localDay('line.occurred_at')} = given.day
  GROUP BY line.location, line.source`;

const LEVELS: Facts = `
  SELECT told.measure, '-' AS part, told.amount, ${countsFor({ source: 'compared.source' })}
  FROM reconciliation AS compared CROSS JOIN given
  CROSS JOIN LATERAL (VALUES
    ('levels_compared', compared.compared::numeric),
    ('levels_different', compared.differences)) AS told (measure, amount)
  WHERE ${near('compared.at')} AND ${businessDay('compared.at')} = given.day`;

export const STOCK_FACTS: readonly Facts[] = [COUNTS, SHRINK, SOLD, LEVELS];
