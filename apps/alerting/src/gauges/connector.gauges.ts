import type { GaugeQuery } from './gauge-query.js';

const WORKING = 'working';

interface Looked {
  readonly source: string;
  readonly cause: string | null;
  readonly restarts: number;
  readonly age: number;
}

/** How the supervisor found each connector. One row a source. */
export const CONNECTORS: GaugeQuery = {
  name: 'connectors',
  gauges: ['connectorState', 'connectorRestarts', 'connectorSeenAge'],
  async ask(db, { sources }) {
    const rows = await db.query<Looked[]>(
      `SELECT source, cause, restarts, extract(epoch FROM now() - looked_at)::float8 AS age
       FROM connector_health WHERE source = ANY ($1::text[])`,
      [Object.keys(sources)],
    );
    return {
      connectorState: rows.map(({ source, cause }) => ({
        labels: { source, state: cause ?? WORKING },
        value: 1,
      })),
      connectorRestarts: rows.map(({ source, restarts }) => ({
        labels: { source },
        value: restarts,
      })),
      connectorSeenAge: rows.map(({ source, age }) => ({ labels: { source }, value: age })),
    };
  },
};
