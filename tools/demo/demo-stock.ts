import type { CatalogueItem } from './catalogue.js';
import type { OpeningStock } from './opening-stock.js';

/** What the databases hold before the first sale. */
export interface DemoStock {
  readonly seed: string;
  readonly items: readonly CatalogueItem[];
  readonly opening: readonly OpeningStock[];
}

/** Bulk statements stay well below the servers' limits of parameters and packet sizes. */
export function inChunks<T>(rows: readonly T[], size = 500): readonly (readonly T[])[] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, nth) => rows.slice(nth * size, (nth + 1) * size));
}
