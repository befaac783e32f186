import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeCrashedStacks, removeStack } from '../../tools/stack/remove-stack.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { startStack } from '../../tools/stack/start-stack.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The running servers; tests share them and keep apart by databases and namespaces. */
    stack: StackEndpoints;
  }
}

const VARIABLE = 'SHELFWIRE_TEST_STACK';
const RUN_DIR = path.resolve('.shelfwire');
const FOLDER = 'test-stack-';

/** Takes the stack that the variable describes, as JSON; without one it starts its own. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env[VARIABLE];
  if (given !== undefined) {
    project.provide('stack', JSON.parse(given) as StackEndpoints);
    return undefined;
  }
  await removeCrashedStacks(RUN_DIR, FOLDER);
  const dataDir = path.join(RUN_DIR, `${FOLDER}${process.pid}`);
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
