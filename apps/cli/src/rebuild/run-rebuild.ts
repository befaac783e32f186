import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs the availability app's own program: the fold is its code, and an app does not import another one.
 *
 * @returns its exit code
 */
export async function runRebuild(args: readonly string[]): Promise<number> {
  const own = fileURLToPath(import.meta.url);
  const program = path.resolve(
    path.dirname(own),
    `../../../availability/src/rebuild/main${path.extname(own)}`,
  );
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to the child as well; this process only waits for how it ends.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
