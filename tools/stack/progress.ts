/** Progress lines with the seconds since the start: `[ 12.3 s] Kafka: ready`. */
export class Progress {
  private readonly startedAt = performance.now();

  constructor(private readonly report: (line: string) => void = () => {}) {}

  line(message: string): void {
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1);
    this.report(`[${seconds.padStart(5)} s] ${message}`);
  }

  /** Says that `work` goes on, every few seconds, until it has settled. */
  async during<T>(work: Promise<T>, message: () => string, everyMs = 5_000): Promise<T> {
    const timer = setInterval(() => this.line(message()), everyMs);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }
}
