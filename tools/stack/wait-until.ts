import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, StackError } from './stack-error.js';

export interface WaitOptions {
  /** Named in the error. */
  what: string;
  signal: AbortSignal;
  timeoutMs?: number;
  intervalMs?: number;
}

/**
 * Repeats `check` until it no longer throws.
 * @throws StackError with the last complaint when the time is up
 */
export async function waitUntil<T>(check: () => Promise<T>, options: WaitOptions): Promise<T> {
  const { what, signal, timeoutMs = 120_000, intervalMs = 150 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) {
        throw new StackError(
          `${what} did not answer within ${timeoutMs / 1000} s: ${messageOf(error)}`,
        );
      }
    }
    await sleep(intervalMs, undefined, { signal });
  }
}
