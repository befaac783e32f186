import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from './transient.js';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/**
 * Does again, ever more patiently, what failed for a reason that passes.
 *
 * @param beforeNext hears why and waits as long as it must, beside the pause
 * @throws what does not pass
 */
export async function retryTransient<T>(
  work: () => Promise<T>,
  beforeNext: (error: unknown, waitMs: number) => unknown,
): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await Promise.all([pause(wait), beforeNext(error, wait)]);
    }
  }
}
