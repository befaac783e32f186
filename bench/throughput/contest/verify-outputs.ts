import { setTimeout as sleep } from 'node:timers/promises';
import type { Heat } from './contestant.js';
import { endsOf, newestOutputs, type Ends } from './outputs.js';

/** What is stored is announced after: the last announcement may still be on its way. */
const ANNOUNCED_WITHIN_MS = 10_000;

/** @throws Error unless the newest message of every item shows the expected number of every channel */
export async function verifyOutputs(heat: Heat, from: Ends): Promise<void> {
  const deadline = performance.now() + ANNOUNCED_WITHIN_MS;
  for (;;) {
    const wrong = await wrongOutputs(heat, from);
    if (wrong.length === 0) return;
    if (performance.now() > deadline) {
      throw new Error(`${wrong.length} outputs are wrong: ${wrong[0]}`);
    }
    await sleep(100);
  }
}

async function wrongOutputs({ arena, load, policy }: Heat, from: Ends): Promise<string[]> {
  const to = await endsOf(arena, load.output);
  const newest = await newestOutputs(arena, load.output, from, to);
  const { numbers } = load.expected(policy);
  const wrong: string[] = [];
  for (const [sku, channels] of numbers) {
    const told = newest.get(sku)?.channels;
    const isRight =
      told !== undefined && Object.entries(channels).every(([id, units]) => told[id] === units);
    if (!isRight) wrong.push(`${sku}: ${JSON.stringify(told)} for ${JSON.stringify(channels)}`);
  }
  if (newest.size !== numbers.size) wrong.push(`${newest.size} items for ${numbers.size}`);
  return wrong;
}
