import type { GaugeQuery } from './gauge-query.js';

interface Ledger {
  readonly lines: number;
  /** null: nothing was ever sealed */
  readonly head_age: number | null;
  readonly verified: number;
  /** null: a partition was never checked */
  readonly verified_age: number | null;
  readonly broken: number;
}

/** How far the ledger goes, and how far and when somebody last found it whole. One row a partition. */
export const LEDGER: GaugeQuery = {
  name: 'ledger',
  gauges: ['ledgerLines', 'ledgerHeadAge', 'ledgerVerified', 'ledgerVerifiedAge', 'ledgerBroken'],
  async ask(db) {
    const [row] = await db.query<Ledger[]>(
      `SELECT coalesce(sum(head.line), 0)::float8 AS lines,
              extract(epoch FROM now() - max(sealed_at))::float8 AS head_age,
              coalesce(sum(checked.line) FILTER (WHERE fault IS NULL), 0)::float8 AS verified,
              CASE WHEN bool_and(checked.partition IS NOT NULL)
                   THEN extract(epoch FROM now() - min(verified_at))::float8 END AS verified_age,
              count(fault)::float8 AS broken
       FROM ledger_head AS head
       FULL JOIN ledger_verification AS checked ON checked.partition = head.partition`,
    );
    return {
      ledgerLines: line(row?.lines),
      ledgerHeadAge: line(row?.head_age),
      ledgerVerified: line(row?.verified),
      ledgerVerifiedAge: line(row?.verified_age),
      ledgerBroken: line(row?.broken),
    };
  },
};

const line = (value: number | null | undefined) =>
  value === null || value === undefined ? [] : [{ labels: {}, value }];
