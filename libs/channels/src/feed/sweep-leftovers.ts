import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const OLD_MS = 3_600_000;

/** Removes what a process that died left half-written; what is young may be another's, and at work. */
export async function sweepLeftovers(path: string, now: Date): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const own = names.filter(
    (name) => name.startsWith(`.${basename(path)}.`) && name.endsWith('.tmp'),
  );
  for (const name of own) {
    const leftover = join(folder, name);
    const since = await stat(leftover).catch(() => undefined);
    if (since && now.getTime() - since.mtimeMs > OLD_MS) await rm(leftover, { force: true });
  }
}
