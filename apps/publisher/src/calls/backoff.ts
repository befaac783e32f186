const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/** Growing pauses after failures in a row, spread so that publishers do not knock together. */
export class Backoff {
  private failures = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** @returns milliseconds to stay away after one more failure */
  fail(): number {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    return most * (0.5 + this.random() / 2);
  }
}
