import type { GaugeQuery } from './gauge-query.js';

interface Newest {
  readonly source: string;
  readonly age: number;
  readonly spread: readonly {
    readonly location: string;
    readonly age: string;
    readonly items: number;
    /** decimal text */
    readonly units: string;
  }[];
}

/** What the newest comparison with each source's own levels left different. One row a source. */
export const RECONCILIATION: GaugeQuery = {
  name: 'reconciliation',
  gauges: ['varianceUnits', 'varianceItems', 'reconciledAge'],
  async ask(db, { sources }) {
    const rows = await db.query<Newest[]>(
      `SELECT given.source, spread, extract(epoch FROM now() - at)::float8 AS age
       FROM unnest($1::text[]) AS given (source)
       CROSS JOIN LATERAL (
         SELECT spread, at FROM reconciliation WHERE source = given.source
         ORDER BY id DESC LIMIT 1) AS newest`,
      [Object.keys(sources)],
    );
    const places = rows.flatMap(({ source, spread }) =>
      spread.map(({ location, age, items, units }) => ({
        labels: { source, location, age },
        items,
        units: Number(units),
      })),
    );
    return {
      varianceUnits: places.map(({ labels, units }) => ({ labels, value: units })),
      varianceItems: places.map(({ labels, items }) => ({ labels, value: items })),
      reconciledAge: rows.map(({ source, age }) => ({ labels: { source }, value: age })),
    };
  },
};
