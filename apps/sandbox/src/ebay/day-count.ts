const DAY_MS = 86_400_000;

/** How often something happened in the calendar day that it is, by name. */
export class DayCount {
  private readonly counts = new Map<string, number>();
  private day = Number.NaN;

  constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {}

  /** @returns false when it has happened as often as it may; it does not happen then */
  take(name: string): boolean {
    if (!this.isLeft(name)) return false;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return true;
  }

  isLeft(name: string): boolean {
    const day = Math.floor(this.now() / DAY_MS);
    if (day !== this.day) this.counts.clear();
    this.day = day;
    return (this.counts.get(name) ?? 0) < this.most;
  }
}
