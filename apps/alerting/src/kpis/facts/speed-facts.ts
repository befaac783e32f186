import { LAG_STEPS } from '#domain';
import { businessDay, localDay, near } from '../roll-context.js';
import { countsFor, type Facts } from './facts.js';

const SECONDS = 'extract(epoch FROM line.applied_at - line.recorded_at)::float8';

/** As `lagStep` of libs/domain has it. */
const STEP = `least(${LAG_STEPS.most}, greatest(${LAG_STEPS.fewest},
  CASE WHEN ${SECONDS} > 0
    THEN ceil(${LAG_STEPS.perLimit} * ln(${SECONDS}) / ln(${LAG_STEPS.limitSeconds}::float8))
    ELSE ${LAG_STEPS.fewest} END))::int::text`;

/** From the commit in the source until the change stood in the position; what was read anew has no age. */
const INTAKE: Facts = `
  SELECT 'intake_lag' AS measure, ${STEP} AS part, count(*) AS amount,
         ${countsFor({ location: 'line.location', source: 'line.source' })}
  FROM ledger_line AS line CROSS JOIN given LEFT JOIN place ON place.location = line.location
  WHERE line.op <> 'r' AND ${near('line.recorded_at')}
    AND ${localDay('line.recorded_at')} = given.day
  GROUP BY part, line.location, line.source`;

const ANSWERS: Facts = `
  SELECT 'answer_lag' AS measure, tally.lag_step::text AS part, sum(tally.listings) AS amount,
         ${countsFor({ channels: 'ARRAY[tally.channel]' })}
  FROM push_tally AS tally CROSS JOIN given
  WHERE tally.outcome = 'shown' AND ${near('tally.quarter')}
    AND ${businessDay('tally.quarter')} = given.day
  GROUP BY tally.channel, tally.lag_step`;

const PUSHES: Facts = `
  SELECT 'pushes' AS measure, tally.outcome AS part, sum(tally.listings) AS amount,
         ${countsFor({ channels: 'ARRAY[tally.channel]' })}
  FROM push_tally AS tally CROSS JOIN given
  WHERE ${near('tally.quarter')} AND ${businessDay('tally.quarter')} = given.day
  GROUP BY tally.channel, tally.outcome`;

export const SPEED_FACTS: readonly Facts[] = [INTAKE, ANSWERS, PUSHES];
