import { emptyHead } from '#ledger';
import { BUCKETS, type Contribution, type LedgerSummary, type StockEvent } from '#domain';
import {
  foldBatch,
  type FoldedBatch,
  type LedgerEntry,
} from '../../apps/availability/src/fold-batch.js';
import type { IncomingEvent } from '../../apps/availability/src/incoming-event.js';
import {
  relationId,
  type ContributionKey,
  type KnownContribution,
  type Position,
  type RelationKey,
  type StockState,
} from '../../apps/availability/src/stock-state.js';

/** The state of one partition in memory, folded by the availability stage's own fold. */
export class PretendPartition {
  readonly entries: LedgerEntry[] = [];
  exceptions = 0;
  private readonly contributions = new Map<string, ContributionKey & KnownContribution>();
  private readonly positions = new Map<string, Position>();
  private readonly summaries = new Map<string, LedgerSummary>();
  private offset = 0n;

  /** Folds events as one batch, again over whole relations where that is asked for. */
  take(events: readonly StockEvent[]): FoldedBatch {
    const batch = events.map((event) => this.incoming(event));
    const first = foldBatch(this.state([]), batch);
    const folded = first.missing.length > 0 ? foldBatch(this.state(first.missing), batch) : first;
    for (const [id, contribution] of folded.contributions) this.contributions.set(id, contribution);
    for (const [id, position] of folded.positions) this.positions.set(id, position);
    for (const { summary, ...key } of folded.summaries)
      this.summaries.set(relationId(key), summary);
    this.entries.push(...folded.entries);
    this.exceptions += folded.exceptions.length;
    return folded;
  }

  /** `sku|location|source|bucket` → thousandths, without zeros: in the oracle's form. */
  stock(): Map<string, number> {
    const all = [...this.positions.values()].flatMap(({ sku, location, source, buckets }) =>
      BUCKETS.map((bucket): [string, number] => [
        [sku, location, source, bucket].join('|'),
        Number(buckets[bucket]) / 1_000,
      ]),
    );
    return new Map(all.filter(([, amount]) => amount !== 0));
  }

  /** All that is kept, for comparing two of them. */
  everything(): unknown {
    const sorted = (entries: Iterable<[string, unknown]>) =>
      [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      contributions: sorted(this.contributions),
      positions: sorted(this.positions),
      summaries: sorted(this.summaries),
    };
  }

  private incoming(event: StockEvent): IncomingEvent {
    const inputOffset = this.offset;
    this.offset += 1n;
    const { recordedAt } = event;
    const message = { recordedAt, ingestedAt: recordedAt } as IncomingEvent['message'];
    return { event, message, inputOffset };
  }

  private state(whole: readonly RelationKey[]): StockState {
    const relations = whole.map(
      (key): [string, Map<string, NonNullable<Contribution['history']>>] => {
        const own = [...this.contributions].flatMap(([id, { sku, source, history }]) =>
          sku === key.sku && source === key.source && history ? [[id, history] as const] : [],
        );
        return [relationId(key), new Map(own)];
      },
    );
    return {
      contributions: this.contributions,
      positions: this.positions,
      items: new Map(),
      summaries: this.summaries,
      relations: new Map(relations),
      head: emptyHead(0),
    };
  }
}
