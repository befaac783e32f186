import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something holds; a failed look counts as no.
 *
 * @throws Error with what is said of it, after `patienceMs`
 */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  say: () => string,
  patienceMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await look(holds))) {
    if (Date.now() > deadline) throw new Error(`not within ${patienceMs} ms: ${say()}`);
    await sleep(50);
  }
}

async function look(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await holds();
  } catch {
    return false;
  }
}
