/** When zeros are too many to be believed at once. */
export interface MassZeroRule {
  /** of the listings that show units, from 0 to 1 */
  readonly share: number;
  /** so many zeros are never held */
  readonly atLeast: number;
}

/** Within this time zeros count together. */
export const WINDOW_MS = 10 * 60_000;

interface Zeros {
  readonly atMs: number;
  readonly count: number;
}

/**
 * Holds zeros back that would take more than a share of an account's listings out of sale within some
 * minutes, until somebody confirms them (promise I10): a broken source empties no shop. What was sent
 * already counts, so that the zeros of a mistake are not let out one batch at a time.
 */
export class MassZeroGuard {
  private readonly sentZeros: Zeros[] = [];
  /** zeros that may go whatever their number */
  private confirmed = 0;

  /** @param rule null: nothing is ever held */
  constructor(private readonly rule: MassZeroRule | null) {}

  /**
   * @param falling listings that show units and shall show none
   * @param showing listings that show units
   */
  isHolding(falling: number, showing: number, nowMs: number): boolean {
    if (falling === 0) this.confirmed = 0;
    if (!this.rule || falling === 0) return false;
    const sent = this.sentSince(nowMs - WINDOW_MS);
    const allowed = Math.max(this.rule.atLeast, Math.floor(this.rule.share * (showing + sent)));
    return sent + Math.max(0, falling - this.confirmed) > allowed;
  }

  /** So many listings that showed units are told zero. */
  sent(count: number, nowMs: number): void {
    if (!this.rule) return;
    const confirmed = Math.min(this.confirmed, count);
    this.confirmed -= confirmed;
    if (count > confirmed) this.sentZeros.push({ atMs: nowMs, count: count - confirmed });
  }

  /** Somebody has looked: so many zeros may go. */
  confirm(count: number): void {
    this.confirmed = count;
  }

  private sentSince(fromMs: number): number {
    while ((this.sentZeros[0]?.atMs ?? fromMs) < fromMs) this.sentZeros.shift();
    return this.sentZeros.reduce((sum, { count }) => sum + count, 0);
  }
}
