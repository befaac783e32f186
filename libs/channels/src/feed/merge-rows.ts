import { availabilityRowOf } from '../availability/availability-row.js';
import type { ListingRow } from '../port/listing-row.js';
import type { RowVerdict } from '../port/push-result.js';
import type { FeedFormat } from './feed-format.js';
import type { Rows } from './read-feed.js';

export interface Merged {
  readonly rows: Rows;
  /** in the order of what was told, once the file is there */
  readonly verdicts: readonly RowVerdict[];
  readonly isChanged: boolean;
}

/** Everything that was in the feed, with what is newer put in its place (promise I5). */
export function mergeRows(
  held: Rows,
  told: readonly ListingRow[],
  format: Pick<FeedFormat, 'problem'>,
): Merged {
  const rows = new Map(held);
  const verdicts = told.map((listing): RowVerdict => {
    const row = availabilityRowOf(listing);
    const problem = format.problem(row) ?? ageProblem(row.version, held.get(row.sku)?.version);
    if (problem) return { outcome: 'rejected', ...problem };
    rows.set(row.sku, row);
    return { outcome: 'applied' };
  });
  return { rows, verdicts, isChanged: verdicts.some(({ outcome }) => outcome === 'applied') };
}

function ageProblem(version: number, held: number | undefined) {
  if (held === undefined || version >= held) return undefined;
  return { code: 'older_version', reason: `version ${version}, and the feed has ${held} already` };
}
