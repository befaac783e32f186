const WINDOW_S = 10;

/** How often an account was called: in all, refused by the limit, and lately. */
export class CallCounts {
  calls = 0;
  throttled = 0;
  /** calls of the last seconds, by epoch second modulo the window */
  private readonly seconds = Array.from({ length: WINDOW_S }, () => ({ second: 0, calls: 0 }));

  count(status: number, atMs: number): void {
    this.calls += 1;
    if (status === 429) this.throttled += 1;
    const second = Math.floor(atMs / 1000);
    const slot = this.seconds[second % WINDOW_S];
    if (!slot) return;
    if (slot.second !== second) slot.calls = 0;
    slot.second = second;
    slot.calls += 1;
  }

  /** Mean over the last ten full seconds. */
  perSecond(nowMs: number): number {
    const now = Math.floor(nowMs / 1000);
    const lately = this.seconds.filter(({ second }) => second > now - WINDOW_S);
    return lately.reduce((sum, { calls }) => sum + calls, 0) / WINDOW_S;
  }
}
