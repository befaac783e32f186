import type { Lane } from '#channels';

/** How far the reading of all that a channel lists has come. Monotonic milliseconds. */
export class ListingScan {
  /** where the next page begins, in the channel's own terms; null: at the beginning */
  after: string | null = null;
  private dueMs: number;
  private isFirst = true;

  /**
   * @param everyMs between two readings; null: only when somebody asks
   * @param firstMs when the first one is due
   */
  constructor(
    private readonly everyMs: number | null,
    firstMs: number,
  ) {
    this.dueMs = everyMs === null ? Number.POSITIVE_INFINITY : firstMs;
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.dueMs;
  }

  /** Before all was read for the first time, some of it may be unknown, and wait. */
  get lane(): Lane {
    return this.isFirst ? 'normal' : 'reconcile';
  }

  /** Somebody asks for it: it begins anew. */
  ask(): void {
    this.after = null;
    this.dueMs = 0;
  }

  /** The last reading ended so long ago. */
  readBefore(agoMs: number, nowMs: number): void {
    this.isFirst = false;
    if (this.everyMs !== null) this.dueMs = nowMs - agoMs + this.everyMs;
  }

  /** @param next null: this page was the last. @returns whether it was */
  passed(next: string | null, nowMs: number): boolean {
    this.after = next;
    if (next !== null) return false;
    this.isFirst = false;
    this.dueMs = nowMs + (this.everyMs ?? Number.POSITIVE_INFINITY);
    return true;
  }
}
