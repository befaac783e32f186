import type { Logger } from '@nestjs/common';

/** Work that is repeated: never twice at a time, and a row of failures is told once. */
export class Steady {
  private current: Promise<void> | undefined;
  private isFailing = false;
  private isStopping = false;

  constructor(
    private readonly name: string,
    private readonly work: () => Promise<unknown>,
    private readonly logger: Pick<Logger, 'error' | 'log'>,
  ) {}

  async tick(): Promise<void> {
    if (this.current || this.isStopping) return;
    this.current = this.once();
    await this.current;
    this.current = undefined;
  }

  /** Waits for what is under way, and starts nothing more. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.current;
  }

  private async once(): Promise<void> {
    try {
      await this.work();
      if (this.isFailing) this.logger.log(`${this.name}: works again`);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.logger.error(`${this.name}: ${String(error)}`);
      this.isFailing = true;
    }
  }
}
