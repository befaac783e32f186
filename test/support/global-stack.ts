import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeStack } from '../../tools/stack/remove-stack.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { startStack } from '../../tools/stack/start-stack.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The running servers; tests share them and keep apart by databases and namespaces. */
    stack: StackEndpoints;
  }
}

const VARIABLE = 'SHELFWIRE_TEST_STACK';

/** Takes the stack that the variable describes, as JSON; without one it starts its own. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env[VARIABLE];
  if (given !== undefined) {
    project.provide('stack', JSON.parse(given) as StackEndpoints);
    return undefined;
  }
  const dataDir = path.resolve('.shelfwire', `test-stack-${process.pid}`);
  const stack = await startStack({ dataDir, report: (line) => console.error(line) });
  project.provide('stack', stack.endpoints);
  // The next project of the same run takes this one.
  process.env[VARIABLE] = JSON.stringify(stack.endpoints);
  return async () => {
    delete process.env[VARIABLE];
    await stack.stop();
    await removeStack(dataDir);
  };
}
