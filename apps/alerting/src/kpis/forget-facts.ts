import type { EntityManager } from 'typeorm';

/** Longer than days are rolled again, so that no day loses what it was made of. */
const FACT_DAYS = 70;
const OUTCOME_DAYS = 400;
const TALLY_DAYS = 1_100;

const FORGOTTEN: readonly (readonly [table: string, column: string, days: number])[] = [
  ['push_tally', 'quarter', FACT_DAYS],
  ['buffer_sample', 'hour', FACT_DAYS],
  ['inbound_promise', 'eta', OUTCOME_DAYS],
  ['order_outcome', 'received_at', OUTCOME_DAYS],
  ['kpi_tally', 'day', TALLY_DAYS],
  ['kpi_day', 'day', TALLY_DAYS],
];

/** What is kept of KPIs is kept for so long (docs/kpis.md). */
export async function forgetFacts(manager: Pick<EntityManager, 'query'>, now: Date): Promise<void> {
  for (const [table, column, days] of FORGOTTEN) {
    await manager.query(
      `DELETE FROM ${table} WHERE ${column} < $1::timestamptz - interval '${days} days'`,
      [now],
    );
  }
}
