import { setImmediate as nextTurn } from 'node:timers/promises';

interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Handles together what comes in one turn of the event loop, and what comes while the items before are
 * handled: one transaction serves all partitions of a fetch, and a slow one makes the next one larger.
 */
export class Gathering<T> {
  private waiting: Waiting<T>[] = [];
  private isHandling = false;

  constructor(private readonly handle: (items: readonly T[]) => Promise<void>) {}

  /** Settles as the handling of the group that the item went into. */
  add(item: T): Promise<void> {
    const handled = new Promise<void>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
    });
    if (!this.isHandling) void this.run();
    return handled;
  }

  private async run(): Promise<void> {
    this.isHandling = true;
    while (this.waiting.length > 0) {
      await nextTurn();
      const taken = this.waiting;
      this.waiting = [];
      await this.handle(taken.map(({ item }) => item)).then(
        () => taken.forEach(({ resolve }) => resolve()),
        (error: unknown) => taken.forEach(({ reject }) => reject(error)),
      );
    }
    this.isHandling = false;
  }
}
