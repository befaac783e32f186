// Makes sure that the packages of package-lock.json are installed and the dashboard is built. Runs before
// `npm start` and `npm test`, on a machine that has nothing but Node: plain JavaScript, no dependencies.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDashboard } from './ensure-dashboard.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const MINIMUM = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(
    `Shelfwire needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node} ` +
      `(${process.execPath}). Install a newer one from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}

/**
 * The part of a lock file's entry that is read here.
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Package
 */

/**
 * The packages of a lock file, or undefined if there is none.
 * @param {...string} file
 * @returns {Record<string, Package> | undefined}
 */
function lockedPackages(...file) {
  try {
    const text = readFileSync(path.join(ROOT, ...file), 'utf8');
    return /** @type {{ packages: Record<string, Package> }} */ (JSON.parse(text)).packages;
  } catch {
    return undefined;
  }
}

/**
 * npm writes down what it installed, at the very end. Files' ages say nothing: a checkout or an
 * `npm install` touches them in any order.
 */
function isInstalled() {
  const wanted = lockedPackages('package-lock.json') ?? {};
  const installed = lockedPackages('node_modules', '.package-lock.json');
  if (installed === undefined) return false;
  return Object.entries(wanted)
    .filter(([name]) => name !== '')
    .every(([name, { version, optional, devOptional }]) => {
      const found = installed[name];
      return found === undefined ? (optional ?? devOptional) : found.version === version;
    });
}

async function install() {
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const npm = process.env.npm_execpath;
  const [command, args] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const child = spawn(command, [...args, 'ci'], { cwd: ROOT, stdio: 'inherit' });
  const timer = setInterval(() => console.log(`… still installing (${seconds()} s)`), 10_000);
  /** @type {unknown} */
  const how = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  clearInterval(timer);
  if (how !== 0) {
    console.error(
      `npm ci failed (${String(how)}); its own message is above. Mend that and run the command again.`,
    );
    process.exit(1);
  }
  console.log(`Packages installed in ${seconds()} s`);
}

checkNode();
if (!isInstalled()) await install();
try {
  await ensureDashboard();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
