/** Keeps lines back while something else writes to the terminal, so that the two do not mix. */
export class HeldLines {
  private readonly held: string[] = [];
  private holding = false;

  constructor(private readonly write: (line: string) => void) {}

  add(line: string): void {
    if (this.holding) this.held.push(line);
    else this.write(line);
  }

  async heldDuring<T>(work: Promise<T>): Promise<T> {
    this.holding = true;
    try {
      return await work;
    } finally {
      this.holding = false;
      for (const line of this.held.splice(0)) this.write(line);
    }
  }
}
