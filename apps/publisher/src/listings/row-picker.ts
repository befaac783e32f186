import TinyQueue from 'tinyqueue';
import type { WriteQuotas } from '../quotas/write-quotas.js';
import { first } from './first.js';
import type { ListingTable } from './listing-table.js';
import { isToZero, type Desired, type Listing } from './listing.js';
import { mostUrgent, type Admit } from './most-urgent.js';

interface Rest {
  readonly listing: Listing;
  /** monotonic milliseconds */
  readonly untilMs: number;
}

/** Chooses the rows of the next call among those that wait, and lets those rest that were written too often. */
export class RowPicker {
  /** calls and rows that were begun */
  private calls = 0;
  private served = 0;
  private readonly resting = new TinyQueue<Rest>([], (a, b) => a.untilMs - b.untilMs);

  constructor(
    private readonly table: ListingTable,
    private readonly quotas: WriteQuotas | undefined,
  ) {}

  /**
   * The most urgent rows of one call; they stay where they are until their call begins.
   *
   * @param withoutZeros leaves out what goes to zero
   */
  pick(limit: number, withoutZeros = false): Desired[] {
    this.wake();
    const { all } = this.table.queues;
    const admit = this.admission();
    const rows = mostUrgent(
      withoutZeros ? { ...all, to_zero: [] } : all,
      limit,
      this.served,
      admit,
    );
    const isTheirTurn = rows.length === 0 || this.calls % 2 === 0;
    const [suspect] = isTheirTurn ? first(all.alone, 1) : [];
    if (!suspect?.desired || (withoutZeros && isToZero(suspect, suspect.desired))) return rows;
    return admit(suspect, suspect.desired) ? [suspect.desired] : rows;
  }

  /** Those that wait to be told zero, the one that has waited longest first. */
  pickZeros(limit: number): Desired[] {
    this.wake();
    return first(this.table.queues.all.to_zero, limit).flatMap(({ desired }) => desired ?? []);
  }

  began(rows: number): void {
    this.calls += 1;
    this.served += rows;
  }

  private admission(): Admit {
    const { quotas } = this;
    if (!quotas) return () => true;
    const admit = quotas.admission();
    return (listing, desired) => {
      const { sku } = desired;
      const isZero = isToZero(listing, desired);
      const waitMs = quotas.waitMs(sku, isZero);
      if (waitMs === 0) return admit(sku, isZero);
      listing.rests = isZero ? 'wholly' : 'but_zero';
      this.resting.push({ listing, untilMs: quotas.now() + waitMs });
      this.table.place(listing);
      return false;
    };
  }

  private wake(): void {
    const now = this.quotas?.now() ?? 0;
    while ((this.resting.peek()?.untilMs ?? Number.POSITIVE_INFINITY) <= now) {
      const listing = this.resting.pop()?.listing;
      if (!listing) return;
      listing.rests = undefined;
      this.table.place(listing);
    }
  }
}
