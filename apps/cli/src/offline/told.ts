/** Rows between two words on how far a long reading is. */
const EVERY = 100_000;

/** Tells how far a reading is, and counts what was read. */
export class Told {
  private readonly counts = new Map<string, number>();

  constructor(private readonly tell: (line: string) => void) {}

  row(table: string): void {
    const count = (this.counts.get(table) ?? 0) + 1;
    this.counts.set(table, count);
    if (count % EVERY === 0) this.tell(`${table}: ${count.toLocaleString('en')} rows …`);
  }

  /** table → rows read */
  get rows(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }
}
