import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Paths, from the root of the checkout, of the files that git tracks or would track. */
export function trackedFiles(): string[] {
  const options = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', options, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .split('\0')
    .filter((path) => path !== '' && existsSync(path));
}
