/** Wakes one waiting loop; raised while nobody waits, it wakes the next wait at once. */
export class Signal {
  private raised = false;
  private wake: (() => void) | undefined;

  raise(): void {
    this.raised = true;
    this.wake?.();
  }

  async wait(mostMs: number, signal: AbortSignal): Promise<void> {
    if (!this.raised && !signal.aborted) await this.sleep(mostMs, signal);
    this.raised = false;
  }

  private sleep(mostMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, mostMs);
      signal.addEventListener('abort', done);
      this.wake = done;
    });
  }
}
