import type { GaugeQuery } from './gauge-query.js';

/** Orders and claims that no stock answers for. */
export const EXCEPTIONS: GaugeQuery = {
  name: 'exceptions',
  gauges: ['exceptions'],
  async ask(db) {
    const rows = await db.query<{ channel: string; kind: string; count: number }[]>(
      `SELECT channel, kind, count(*)::float8 AS count
       FROM claim_exception WHERE resolved_at IS NULL GROUP BY channel, kind`,
    );
    return {
      exceptions: rows.map(({ channel, kind, count }) => ({
        labels: { channel, kind },
        value: count,
      })),
    };
  },
};

/** Changes of claims on their way to Kafka: usually none, or of this second. */
export const OUTBOX: GaugeQuery = {
  name: 'outbox',
  gauges: ['outbox', 'outboxAge'],
  async ask(db) {
    const [row] = await db.query<{ count: number; age: number }[]>(
      `SELECT count(*)::float8 AS count,
              coalesce(extract(epoch FROM now() - min(changed_at)), 0)::float8 AS age
       FROM claim_outbox`,
    );
    return {
      outbox: [{ labels: {}, value: row?.count ?? 0 }],
      outboxAge: [{ labels: {}, value: row?.age ?? 0 }],
    };
  },
};
