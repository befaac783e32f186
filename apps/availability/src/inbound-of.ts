import { NO_INBOUND, type Inbound, type InboundCohort, type Terms } from '#domain';
import type { InboundRow, Knowledge } from './read-knowledge.js';
import type { ContributionKey, KnownContribution } from './stock-state.js';

type Contributions = ReadonlyMap<string, ContributionKey & KnownContribution>;

/** Rows that bring something, by item: those that are stored, as a batch restates them. */
export function inboundRows(
  stored: Knowledge['inbound'],
  batch: Contributions,
): ReadonlyMap<string, readonly InboundRow[]> {
  const rows = new Map<string, InboundRow[]>();
  const add = (row: InboundRow) => {
    const known = rows.get(row.sku);
    if (known) known.push(row);
    else rows.set(row.sku, [row]);
  };
  for (const [id, row] of stored) if (!batch.has(id)) add(row);
  for (const { order, ...row } of batch.values()) if (order) add({ ...row, order });
  return rows;
}

/** One item's orders under way, of the sources that count at their locations. */
export function inboundOf(
  rows: readonly InboundRow[] | undefined,
  promised: Inbound['promised'] | undefined,
  terms: Terms,
): Inbound {
  if (!rows && promised === undefined) return NO_INBOUND;
  const cohorts = (rows ?? [])
    .filter(({ location, source }) => terms.locations[location]?.source === source)
    .map(({ order, location }): InboundCohort => ({ ...order, location }));
  return { cohorts, promised: promised ?? 0n };
}
