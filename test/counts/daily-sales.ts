import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FILE = new URL('data/online-retail-daily.csv.gz', import.meta.url);

/** Real sales of a real shop, by trading day. */
export interface DailySales {
  /** in order */
  readonly days: readonly string[];
  /** sale lines of each of the days, by item */
  readonly lines: ReadonlyMap<string, readonly number[]>;
}

interface Row {
  readonly day: string;
  readonly item: string;
  readonly lines: string;
}

export function readDailySales(): DailySales {
  const rows = parse<Row>(gunzipSync(readFileSync(FILE)), { columns: true });
  const days = [...new Set(rows.map(({ day }) => day))].toSorted();
  const places = new Map(days.map((day, place) => [day, place]));
  const lines = new Map<string, number[]>();
  for (const { day, item, lines: count } of rows) {
    const own = lines.get(item) ?? days.map(() => 0);
    own[places.get(day) ?? 0] = Number(count);
    lines.set(item, own);
  }
  return { days, lines };
}
