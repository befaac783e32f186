import path from 'node:path';
import { removeStack } from '../../tools/stack/remove-stack.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { startStack } from '../../tools/stack/start-stack.js';

/** Measures on the stack that the environment names, else on one of its own that is gone afterwards. */
export async function onAStack(
  name: string,
  measure: (endpoints: StackEndpoints) => Promise<void>,
): Promise<void> {
  const given = process.env['SHELFWIRE_TEST_STACK'];
  if (given !== undefined) return measure(JSON.parse(given) as StackEndpoints);
  const dataDir = path.resolve('.shelfwire', `bench-${name}-${process.pid}`);
  const stack = await startStack({ dataDir, report: (line) => console.log(line) });
  try {
    await measure(stack.endpoints);
  } finally {
    await stack.stop();
    await removeStack(dataDir);
  }
}
