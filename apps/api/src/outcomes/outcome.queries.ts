import type { Db } from '../database/read-database.js';
import type { OrderOutcome } from './outcome.schema.js';

const COLUMNS =
  'id, channel, order_id, line, sku, location, outcome, reason, manual, promised_by, at';

const GIVEN = `SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::order_outcome, $1::jsonb)`;

/** What is there already stays as it is, whatever is said now. */
const INSERT = `
  WITH taken AS (
    INSERT INTO order_outcome (${COLUMNS}) ${GIVEN} ORDER BY id
    ON CONFLICT (id) DO NOTHING RETURNING id)
  SELECT count(*)::int AS taken FROM taken`;

const OTHER = `
  SELECT given.id FROM (${GIVEN}) AS given JOIN order_outcome AS known USING (id)
  WHERE (known.channel, known.order_id, known.line, known.sku, known.location, known.outcome,
         known.reason, known.manual, known.promised_by, known.at)
    IS DISTINCT FROM
        (given.channel, given.order_id, given.line, given.sku, given.location, given.outcome,
         given.reason, given.manual, given.promised_by, given.at)
  ORDER BY given.id LIMIT 10`;

const toJson = (outcomes: readonly OrderOutcome[]): string =>
  JSON.stringify(
    outcomes.map(({ order, promisedBy, ...told }) => ({
      ...told,
      order_id: order,
      promised_by: promisedBy,
    })),
  );

/** @returns how many were new, and ids that stand for something else already */
export async function insertOutcomes(
  db: Db,
  outcomes: readonly OrderOutcome[],
): Promise<{ readonly taken: number; readonly others: readonly string[] }> {
  const given = toJson(outcomes);
  const [inserted] = await db.query<{ taken: number }[]>(INSERT, [given]);
  const others = await db.query<{ id: string }[]>(OTHER, [given]);
  return { taken: inserted?.taken ?? 0, others: others.map(({ id }) => id) };
}
