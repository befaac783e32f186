import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { aptGet } from '../support/apt-get.js';

const run = promisify(execFile);

const PACKAGES = ['prometheus', 'prometheus-alertmanager'] as const;
/** What would make the packages services of the machine, which their installation starts. */
const SERVICES = ['/lib/systemd/system/prometheus*', '/etc/init.d/prometheus*'];

const PLACES = {
  prometheus: '/usr/bin/prometheus',
  promtool: '/usr/bin/promtool',
  alertmanager: '/usr/bin/prometheus-alertmanager',
  amtool: '/usr/bin/amtool',
} as const;

export type Program = keyof typeof PLACES;

export const placeOf = (program: Program): string => PLACES[program];

/**
 * Installs Debian's Prometheus and Alertmanager where they lack, without their services.
 *
 * @throws Error that says what to do, where they cannot be installed
 */
export async function ensureMonitoringPrograms(): Promise<void> {
  if (Object.values(PLACES).every((place) => existsSync(place))) return;
  const without = SERVICES.flatMap((files) => ['-o', `Dpkg::Options::=--path-exclude=${files}`]);
  try {
    await aptGet('update');
    await aptGet('install', '--yes', '--no-install-recommends', ...without, ...PACKAGES);
  } catch (cause) {
    throw new Error(
      `This test needs ${PACKAGES.join(' and ')}: as root on Debian 12 or Ubuntu, \`apt-get install\` ` +
        'brings them, which was tried just now. Where that cannot be, SHELFWIRE_WITHOUT=prometheus ' +
        'leaves the test out.',
      { cause },
    );
  }
}

/**
 * @returns what it wrote to its standard output
 * @throws Error with all that it said, where it ends with another code than 0
 */
export async function runProgram(program: Program, ...args: string[]): Promise<string> {
  const { stdout } = await run(placeOf(program), args).catch((cause: unknown) => {
    throw new Error(`${program} ${args.join(' ')}: ${JSON.stringify(cause)}`, { cause });
  });
  return stdout;
}
