import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 150_000;
const LOOK_MS = 250;

/** Waits until something holds. @returns whether it came to hold in time */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (await holds()) return true;
    await sleep(LOOK_MS);
  }
  return false;
}
