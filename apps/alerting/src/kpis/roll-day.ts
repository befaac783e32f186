import type { EntityManager } from 'typeorm';
import { BUFFER_FACTS } from './facts/buffer-facts.js';
import { CLAIM_FACTS } from './facts/claim-facts.js';
import type { Facts } from './facts/facts.js';
import { ORDER_FACTS } from './facts/order-facts.js';
import { SPEED_FACTS } from './facts/speed-facts.js';
import { STOCK_FACTS } from './facts/stock-facts.js';
import { VENDOR_FACTS } from './facts/vendor-facts.js';
import { CONTEXT, contextParameters, type RollContext } from './roll-context.js';

const FACTS: readonly Facts[] = [
  ...SPEED_FACTS,
  ...STOCK_FACTS,
  ...ORDER_FACTS,
  ...CLAIM_FACTS,
  ...BUFFER_FACTS,
  ...VENDOR_FACTS,
];

/** Facts of one day, added up for everything that they count for. */
const rollUp = (facts: Facts): string => `${CONTEXT}
  INSERT INTO kpi_tally (day, measure, dimension, subject, part, amount)
  SELECT $1::date, fact.measure, counts.dimension, counts.subject, fact.part, sum(fact.amount)
  FROM (${facts}) AS fact
  CROSS JOIN LATERAL (
    SELECT 'all' AS dimension, '-' AS subject WHERE fact.in_all
    UNION ALL SELECT 'location', fact.location WHERE fact.location IS NOT NULL
    UNION ALL SELECT 'channel', channel FROM unnest(fact.channels) AS channel
    UNION ALL SELECT 'source', fact.source WHERE fact.source IS NOT NULL
    UNION ALL SELECT 'vendor', fact.vendor WHERE fact.vendor IS NOT NULL
  ) AS counts
  GROUP BY fact.measure, counts.dimension, counts.subject, fact.part`;

/**
 * Replaces the tallies of a day by what the facts say now; doing it again changes nothing. In a transaction
 * of the caller's.
 *
 * @param day such as 2026-10-31
 */
export async function rollDay(
  manager: Pick<EntityManager, 'query'>,
  context: RollContext,
  day: string,
): Promise<void> {
  await manager.query('DELETE FROM kpi_tally WHERE day = $1', [day]);
  const parameters = contextParameters(context, day);
  for (const facts of FACTS) await manager.query(rollUp(facts), parameters);
}
