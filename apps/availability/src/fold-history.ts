import {
  countedBy,
  NO_HISTORY,
  restateSold,
  withCount,
  type LocationHistory,
  type StockEvent,
} from '#domain';
import { sameFacts } from './row-facts.js';
import { positionId, type ContributionKey, type KnownContribution } from './stock-state.js';

/** An item's past at one location by one source, as it is stored. */
export interface KeyedHistory {
  readonly sku: string;
  readonly location: string;
  readonly source: string;
  readonly history: LocationHistory;
}

/**
 * Takes back what the row said before, and adds what it says now.
 *
 * @param histories those that the batch changed so far; changed in place
 * @param stored those before the batch
 * @returns whether anything beside the stock itself changed
 */
export function foldHistory(
  histories: Map<string, KeyedHistory>,
  stored: ReadonlyMap<string, LocationHistory>,
  { sku, source }: ContributionKey,
  change: {
    readonly before: KnownContribution | undefined;
    readonly after: KnownContribution;
    readonly event: StockEvent;
  },
): boolean {
  const { before, after, event } = change;
  const stays = before?.location === after.location;
  const same = before ? stays && sameFacts(before, after) : !after.sold && !after.order;
  if (!same) restate();
  return count() || !same;

  function restate(): void {
    const old = before?.sold ?? undefined;
    const next = after.sold ?? undefined;
    if (stays) edit(after.location, (history) => restateSold(history, old, next));
    else {
      if (before && old) edit(before.location, (history) => restateSold(history, old, undefined));
      if (next) edit(after.location, (history) => restateSold(history, undefined, next));
    }
  }

  function count(): boolean {
    const countedAt = countedBy(event);
    return (
      countedAt !== undefined && edit(after.location, (history) => withCount(history, countedAt))
    );
  }

  function edit(location: string, change: (of: LocationHistory) => LocationHistory): boolean {
    const key = { sku, location, source };
    const id = positionId(key);
    const known = histories.get(id)?.history ?? stored.get(id) ?? NO_HISTORY;
    const history = change(known);
    if (history === known) return false;
    histories.set(id, { ...key, history });
    return true;
  }
}
