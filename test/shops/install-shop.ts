import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from '../../tools/stack/environment.js';
import { identify } from '../../tools/stack/process-identity.js';
import { Progress } from '../../tools/stack/progress.js';
import { runToEnd } from '../../tools/stack/run-to-end.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DRAFT = '.draft-';
const PACKAGE_FILES = ['package.json', 'package-lock.json'];
/** No package may run code of its own while it is installed. */
const NPM_CI = ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];

/**
 * Installs the packages of `test/shops/<shop>/package-lock.json` once for each content of that file.
 *
 * @returns the folder that holds `node_modules`
 * @throws Error with npm's last words
 */
export async function installShop(shop: string): Promise<string> {
  const source = path.join(HERE, shop);
  const lock = readFileSync(path.join(source, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const shops = path.join(cacheDir(), 'shops');
  const folder = path.join(shops, `${shop}-${hash}`);
  if (!existsSync(folder)) await install(shop, source, folder);
  return folder;
}

/** Installs aside and renames: a folder that exists is complete. */
async function install(shop: string, source: string, folder: string): Promise<void> {
  const progress = new Progress((line) => console.error(line));
  const draft = `${folder}${DRAFT}${process.pid}`;
  mkdirSync(draft, { recursive: true });
  removeAbandonedDrafts(path.dirname(folder));
  for (const file of PACKAGE_FILES) copyFileSync(path.join(source, file), path.join(draft, file));
  progress.line(`npm: installing the shop ${shop} into ${folder} (once)`);
  const { signal } = new AbortController();
  const work = runToEnd({ what: `npm ci of ${shop}`, ...npmCi(), cwd: draft, signal });
  try {
    await progress.during(work, () => `npm: still installing ${shop}`);
    moveInto(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  progress.line(`npm: the shop ${shop} is installed`);
}

/** The npm that runs this, if one does. */
function npmCi(): { readonly command: string; readonly args: string[] } {
  const npm = process.env['npm_execpath'];
  return npm === undefined
    ? { command: 'npm', args: NPM_CI }
    : { command: process.execPath, args: [npm, ...NPM_CI] };
}

/** Left behind by a process that was killed while it installed. */
function removeAbandonedDrafts(shops: string): void {
  for (const name of readdirSync(shops)) {
    const pid = Number(name.split(DRAFT)[1]);
    if (Number.isInteger(pid) && identify(pid) === undefined) {
      rmSync(path.join(shops, name), { recursive: true, force: true });
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
