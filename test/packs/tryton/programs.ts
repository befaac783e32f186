import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { aptGet } from '../../support/apt-get.js';

const run = promisify(execFile);

const PACKAGES = ['tryton-server', 'tryton-modules-stock', 'tryton-proteus', 'python3-psycopg2'];

/** Debian's own, which sees Debian's packages. */
export const PYTHON = '/usr/bin/python3';

/**
 * Installs what Debian's packages of Tryton lack on this machine.
 *
 * @returns the versions that are there, as one text
 * @throws Error that says what to do, where they are not installed and cannot be
 */
export async function ensureTryton(): Promise<string> {
  const installed = await versions();
  if (installed !== undefined) return installed;
  try {
    await aptGet('update');
    await aptGet('install', '--yes', '--no-install-recommends', ...PACKAGES);
  } catch (cause) {
    throw new Error(
      `This test needs Tryton: as root on Debian 12 or Ubuntu, \`apt-get install ${PACKAGES.join(' ')}\` ` +
        'brings it, which was tried just now. Where that cannot be, SHELFWIRE_WITHOUT=tryton leaves the test out.',
      { cause },
    );
  }
  const now = await versions();
  if (now === undefined) throw new Error(`apt-get did not install all of ${PACKAGES.join(', ')}`);
  return now;
}

async function versions(): Promise<string | undefined> {
  const format = ['--showformat', '${db:Status-Status} ${Package} ${Version}\n'];
  const known = await run('dpkg-query', ['--show', ...format, ...PACKAGES]).catch(() => undefined);
  const lines = known?.stdout.trim().split('\n') ?? [];
  const complete = lines.length === PACKAGES.length;
  return complete && lines.every((line) => line.startsWith('installed '))
    ? lines.join('\n')
    : undefined;
}
