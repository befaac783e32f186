import { LAG_STEPS } from '#domain';

const SECONDS = 'extract(epoch FROM now() - given.recorded_at)::float8';

/** As `lagStep` of libs/domain has it. */
const STEP = `least(${LAG_STEPS.most}, greatest(${LAG_STEPS.fewest},
  CASE WHEN ${SECONDS} > 0
    THEN ceil(${LAG_STEPS.perLimit} * ln(${SECONDS}) / ln(${LAG_STEPS.limitSeconds}::float8))
    ELSE ${LAG_STEPS.fewest} END))::int`;

/**
 * Counts the answers of a settlement, in its own statement: those that are stored are counted once. A
 * number that was acknowledged before, and is sent again because somebody asks for it, has no lag. Needs
 * `lease`, and the parameters of the settlement.
 */
export const TALLY = `
  told AS (
    SELECT CASE WHEN given.code IS NOT NULL THEN 'rejected'
                WHEN given.version > coalesce(p.acknowledged_version, -1) THEN 'shown'
                ELSE 'repeated' END AS outcome, ${STEP} AS step
    FROM lease, unnest($4::text[], $5::bigint[], $7::timestamptz[], $8::text[])
      AS given (sku, version, recorded_at, code)
    JOIN publication AS p ON p.channel = $1 AND p.sku = given.sku),
  tally AS (
    INSERT INTO push_tally (channel, quarter, outcome, lag_step, listings)
    SELECT $1, to_timestamp(floor(extract(epoch FROM now()) / 900) * 900), told.outcome,
           CASE told.outcome WHEN 'shown' THEN told.step ELSE 0 END AS step, count(*)
    FROM told GROUP BY told.outcome, 4
    ORDER BY told.outcome, 4
    ON CONFLICT (channel, quarter, outcome, lag_step) DO UPDATE
    SET listings = push_tally.listings + excluded.listings)`;
