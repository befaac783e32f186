import {
  applyEvent,
  EMPTY_SUMMARY,
  forgettable,
  parseQuantity,
  type Contribution,
  type LedgerSummary,
  type Quantity,
  type StockEvent,
} from '#domain';

export const wholeUnits = (units: number): Quantity => parseQuantity(String(units)) ?? 0n;

export const time = (moment: number): string =>
  new Date(Date.UTC(2026, 0, 5) + moment).toISOString();

/** A change of one row, committed at a moment that is its log position and its time. */
export const change = (
  row: string,
  moment: number,
  units: number,
  over: Partial<StockEvent> = {},
): StockEvent => ({
  id: `${row}/${moment}`,
  kind: 'adjustment',
  effect: 'delta',
  sku: 'A',
  location: 'leeds',
  bucket: 'available_base',
  quantity: wholeUnits(units),
  from: null,
  countedAt: null,
  retracted: false,
  amends: false,
  read: false,
  occurredAt: time(moment),
  recordedAt: time(moment),
  cause: null,
  row: { system: 'erp', table: 'moves', key: row, rule: 'move' },
  version: {
    epoch: 1,
    position: String(moment).padStart(6, '0'),
    order: 'position',
    offset: BigInt(moment),
    revision: 0n,
  },
  ...over,
});
export const count = (row: string, moment: number, units: number, over: Partial<StockEvent> = {}) =>
  change(row, moment, units, { kind: 'cycle_count', effect: 'count', ...over });
export const gone = (row: string, moment: number) =>
  change(row, moment, 0, { retracted: true, amends: true });
export const sale = (row: string, moment: number, units: number, id: string) =>
  change(row, moment, -units, { kind: 'sale', cause: { type: 'sale', id, line: null } });
export const cancellation = (row: string, moment: number, units: number, id: string) =>
  change(row, moment, units, { kind: 'cancellation', cause: { type: 'sale', id, line: null } });

/** Folds one item as a stage does: over summaries, and over the relation where that is asked for. */
export class Shop {
  private readonly rows = new Map<string, Contribution>();
  private readonly places = new Map<string, bigint>();
  summary: LedgerSummary = EMPTY_SUMMARY;
  readonly exceptions: string[] = [];
  wholeReads = 0;

  constructor(events: readonly StockEvent[] = []) {
    for (const event of events) this.take(event);
  }

  take(event: StockEvent): void {
    const { key } = event.row;
    const current = this.rows.get(key);
    let result = applyEvent(current, event, { summary: this.summary, others: undefined });
    if (result === 'needs_relation') {
      this.wholeReads += 1;
      const others = [...this.rows].flatMap(([row, { history }]) =>
        row === key || !history ? [] : [history],
      );
      result = applyEvent(current, event, { summary: this.summary, others });
    }
    if (!result) return;
    if (result === 'needs_relation') throw new Error('the relation was given');
    this.rows.set(key, result.contribution);
    this.summary = result.summary ?? this.summary;
    if (result.exception) this.exceptions.push(result.exception);
    for (const { location, bucket, by } of result.moves) {
      const id = `${location}/${bucket}`;
      this.places.set(id, (this.places.get(id) ?? 0n) + by);
    }
  }

  units(place = 'leeds/available_base'): number {
    return Number((this.places.get(place) ?? 0n) / wholeUnits(1));
  }

  /** Forgets what may be forgotten. @returns how many rows that were */
  forget(before: string): number {
    const rows = [...this.rows].flatMap(([key, { guard, history }]) =>
      history ? [{ key, guard, history }] : [],
    );
    const forgotten = forgettable(rows, this.summary, before);
    for (const { key } of forgotten) this.rows.delete(key);
    const { prunedBefore } = this.summary;
    if (forgotten.length > 0 && (prunedBefore ?? '') < before) {
      this.summary = { ...this.summary, prunedBefore: before };
    }
    return forgotten.length;
  }

  /** All that is kept, to be compared. */
  state(): unknown {
    const { rows, places, summary, exceptions } = this;
    return structuredClone({ rows, places, summary, exceptions });
  }
}
