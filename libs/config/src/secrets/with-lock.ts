import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../problem.js';

const PATIENCE_MS = 5_000;
const LOOK_MS = 25;

/**
 * Lets one process at a time read, change and write a file.
 *
 * @param patienceMs how long another process is waited for
 * @throws ConfigError when its lock file does not go away, or cannot be made; nothing is done then
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const lock = `${file}.lock`;
  const deadline = performance.now() + patienceMs;
  while (!(await taken(lock))) {
    if (performance.now() >= deadline) throw new ConfigError([lockedBy(lock)]);
    await sleep(LOOK_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock);
  }
}

/** O_EXCL: of two processes that create it, one succeeds. */
async function taken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'EEXIST') return false;
    throw new ConfigError([unwritable(lock, code)]);
  }
}

const lockedBy = (lock: string) => ({
  file: lock,
  line: null,
  column: null,
  path: '(file)',
  found: 'the lock of another command that changes the file',
  expected: 'no such lock after some seconds',
  hint: `run the command again; if no other one runs, one was ended half-way: rm ${lock}`,
});

const unwritable = (lock: string, code: string) => ({
  file: lock,
  line: null,
  column: null,
  path: '(file)',
  found: code,
  expected: 'a folder that is there and may be written to',
  hint: 'make the folder, or correct its path',
});
