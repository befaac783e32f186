import {
  EMPTY_SUMMARY,
  type LedgerSummary,
  type LedgerView,
  type Outcome,
  type RowHistory,
} from '#domain';
import { relationId, type RelationKey, type StockState } from './stock-state.js';

/** What a batch knows and learns of the movements of each item by each source, while it is folded. */
export class Relations {
  private readonly summaries = new Map<string, RelationKey & { summary: LedgerSummary }>();
  private readonly rows = new Map<string, Map<string, RowHistory>>();
  private readonly misses = new Map<string, RelationKey>();

  constructor(private readonly state: StockState) {
    for (const [id, rows] of state.relations) this.rows.set(id, new Map(rows));
  }

  get changed(): readonly (RelationKey & { readonly summary: LedgerSummary })[] {
    return [...this.summaries.values()];
  }

  get missing(): readonly RelationKey[] {
    return [...this.misses.values()];
  }

  /** @param row the row that is folded, which is none of the others */
  viewOf(key: RelationKey, row: string): LedgerView {
    const id = relationId(key);
    const known = this.summaries.get(id)?.summary ?? this.state.summaries.get(id);
    const rows = this.rows.get(id);
    return {
      summary: known ?? EMPTY_SUMMARY,
      others: rows && [...rows].flatMap(([other, history]) => (other === row ? [] : [history])),
    };
  }

  miss({ sku, source }: RelationKey): void {
    this.misses.set(relationId({ sku, source }), { sku, source });
  }

  note({ sku, source }: RelationKey, row: string, { contribution, summary }: Outcome): void {
    const id = relationId({ sku, source });
    if (contribution.history) this.rows.get(id)?.set(row, contribution.history);
    else this.rows.get(id)?.delete(row);
    if (summary) this.summaries.set(id, { sku, source, summary });
  }
}
