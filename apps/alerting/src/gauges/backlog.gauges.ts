import type { GaugeQuery } from './gauge-query.js';

interface Backlog {
  readonly of: string;
  readonly count: number;
  readonly age: number;
}

/** Messages that wait for somebody's decision, by the stage that set them aside. */
export const PARKED: GaugeQuery = {
  name: 'parked',
  gauges: ['parked', 'parkedAge'],
  async ask(db) {
    const rows = await db.query<Backlog[]>(
      `SELECT stage AS of, count(*)::float8 AS count,
              extract(epoch FROM now() - min(parked_at))::float8 AS age
       FROM parked_message WHERE state = 'parked' GROUP BY stage`,
    );
    return {
      parked: rows.map(({ of, count }) => ({ labels: { stage: of }, value: count })),
      parkedAge: rows.map(({ of, age }) => ({ labels: { stage: of }, value: age })),
    };
  },
};

/** Changes that wait for a reference, by source. */
export const WAITING: GaugeQuery = {
  name: 'waiting',
  gauges: ['waiting', 'waitingAge'],
  async ask(db, { sources }) {
    const rows = await db.query<Backlog[]>(
      `SELECT given.source AS of, count(waiting_since)::float8 AS count,
              coalesce(extract(epoch FROM now() - min(waiting_since)), 0)::float8 AS age
       FROM unnest($1::text[]) AS given (source) LEFT JOIN waiting_change USING (source)
       GROUP BY given.source`,
      [Object.keys(sources)],
    );
    return {
      waiting: rows.map(({ of, count }) => ({ labels: { source: of }, value: count })),
      waitingAge: rows.map(({ of, age }) => ({ labels: { source: of }, value: age })),
    };
  },
};
