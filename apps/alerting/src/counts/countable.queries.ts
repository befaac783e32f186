import type { LocationHistory } from '#domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** An item with stock at a location, as its source tells of it. */
export interface CountableRow {
  readonly sku: string;
  readonly book: number;
  readonly newest_day: number | null;
  readonly days: LocationHistory['days'] | null;
  readonly counted_at: Date | null;
  /** of the last count; null: never, or none that states units */
  readonly last_counted: number | null;
  readonly last_book: number | null;
  readonly last_at: Date | null;
  readonly before_at: Date | null;
}

const COUNTED = `line.kind = 'cycle_count' AND line.bucket = 'available_base'
  AND line.effect IN ('count', 'absolute') AND line.op NOT IN ('r', 'd')
  AND line.sku = stock.sku AND line.location = stock.location`;

const ROWS = `
  SELECT stock.sku, stock.available_base::float8 AS book, history.newest_day, history.days,
         history.counted_at, last.counted AS last_counted, last.book AS last_book,
         last.at AS last_at, before.at AS before_at
  FROM location_stock AS stock
  LEFT JOIN item_history AS history
    ON history.partition = stock.partition AND history.sku = stock.sku
   AND history.location = stock.location AND history.source = $2
  LEFT JOIN LATERAL (
    SELECT line.contributes::float8 AS counted, (line.contributes - line.change)::float8 AS book,
           line.occurred_at AS at, line.line
    FROM ledger_line AS line WHERE ${COUNTED} ORDER BY line.line DESC LIMIT 1
  ) AS last ON history.counted_at IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT max(line.occurred_at) AS at FROM ledger_line AS line
    WHERE ${COUNTED} AND line.line < last.line
  ) AS before ON last.line IS NOT NULL
  WHERE stock.location = $1 AND stock.sku > $3
  ORDER BY stock.sku LIMIT $4`;

/** @param after the last sku of the page before; empty: the first page */
export const countables = (
  db: Db,
  location: string,
  source: string,
  after: string,
  most: number,
): Promise<CountableRow[]> => db.query<CountableRow[]>(ROWS, [location, source, after, most]);

/** Days on which the location sold anything, UTC days since 1970, in order. */
export async function tradingDays(db: Db, location: string, source: string): Promise<number[]> {
  const rows = await db.query<{ day: number }[]>(
    `SELECT DISTINCT (sold ->> 0)::int AS day
     FROM item_history AS history, json_array_elements(history.days) AS sold
     WHERE history.location = $1 AND history.source = $2 AND (sold ->> 1)::int > 0
     ORDER BY day`,
    [location, source],
  );
  return rows.map(({ day }) => day);
}
