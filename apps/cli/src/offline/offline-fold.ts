import { toDomainEvent } from '#contracts';
import {
  applyEvent,
  EMPTY_SUMMARY,
  type Bucket,
  type Contribution,
  type LedgerSummary,
  type Quantity,
  type SourceRow,
  type StockEvent,
} from '#domain';
import type { IdentifiedEvent } from '#mapping';

/** What one row says of an item, by one rule. */
export type RowContribution = Contribution & { readonly row: SourceRow };

interface Item {
  readonly contributions: Map<string, RowContribution>;
  /** location → bucket → quantity */
  readonly stock: Map<string, Map<Bucket, Quantity>>;
  summary: LedgerSummary;
}

export interface OfflinePosition {
  readonly sku: string;
  readonly location: string;
  readonly bucket: Bucket;
  readonly quantity: Quantity;
}

/** Positions of one source, folded in memory by the domain's own fold: what the availability stage would hold. */
export class OfflineFold {
  private readonly items = new Map<string, Item>();
  events = 0;

  add(events: readonly IdentifiedEvent[]): void {
    for (const { id, event } of events) this.fold(toDomainEvent(id, event));
  }

  get skus(): readonly string[] {
    return [...this.items.keys()];
  }

  *positions(): Generator<OfflinePosition> {
    for (const [sku, { stock }] of this.items) {
      for (const [location, buckets] of stock) {
        for (const [bucket, quantity] of buckets) yield { sku, location, bucket, quantity };
      }
    }
  }

  /** The rows that make an item's stock at a place. */
  rowsAt({ sku, location, bucket }: Omit<OfflinePosition, 'quantity'>): readonly RowContribution[] {
    return [...(this.items.get(sku)?.contributions.values() ?? [])].filter(
      (row) =>
        (row.location === location && row.bucket === bucket) ||
        row.history?.some(({ from }) => from?.location === location && from.bucket === bucket),
    );
  }

  private fold(event: StockEvent): void {
    this.events += 1;
    const item = this.itemOf(event.sku);
    const { table, key, rule } = event.row;
    const id = JSON.stringify([table, key, rule]);
    const before = item.contributions.get(id);
    const { summary } = item;
    let outcome = applyEvent(before, event, { summary, others: undefined });
    if (outcome === 'needs_relation') {
      outcome = applyEvent(before, event, { summary, others: othersThan(item, id) });
    }
    if (!outcome || outcome === 'needs_relation') return;
    item.contributions.set(id, { ...outcome.contribution, row: event.row });
    item.summary = outcome.summary ?? summary;
    const { location, bucket } = outcome.contribution;
    if (bucket && !event.retracted) move(item, { location, bucket, by: 0n });
    for (const each of outcome.moves) move(item, each);
  }

  private itemOf(sku: string): Item {
    const known = this.items.get(sku);
    if (known) return known;
    const item: Item = { contributions: new Map(), stock: new Map(), summary: EMPTY_SUMMARY };
    this.items.set(sku, item);
    return item;
  }
}

const othersThan = ({ contributions }: Item, id: string) =>
  [...contributions].flatMap(([other, { history }]) => (other !== id && history ? [history] : []));

function move(
  { stock }: Item,
  { location, bucket, by }: { location: string; bucket: Bucket; by: Quantity },
): void {
  const buckets = stock.get(location) ?? new Map<Bucket, Quantity>();
  stock.set(location, buckets.set(bucket, (buckets.get(bucket) ?? 0n) + by));
}
