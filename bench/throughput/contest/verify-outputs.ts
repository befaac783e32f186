import type { Heat } from './contestant.js';
import { endsOf, newestOutputs, type Ends } from './outputs.js';

/** @throws Error unless the newest message of every item shows the expected number of every channel */
export async function verifyOutputs({ arena, load, policy }: Heat, from: Ends): Promise<void> {
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
  if (wrong.length > 0) throw new Error(`${wrong.length} outputs are wrong: ${wrong[0]}`);
}
