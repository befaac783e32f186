// Builds the dashboard where it was not built from the sources that are there. Plain JavaScript without
// dependencies: set-up runs it before anything can compile.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const HOME = path.join(ROOT, 'apps', 'dashboard');
const BUILT = path.join(HOME, 'dist');
/** Beside the built files: what they were built from. */
const STAMP = path.join(BUILT, '.built-from');
const VITE = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

/**
 * Says what it does only when it has something to do.
 *
 * @throws {Error} when the build fails; its own message has been printed
 */
export async function ensureDashboard() {
  const sources = digestOfSources();
  if (stampedWith() === sources) return;
  console.log('Building the dashboard …');
  const started = Date.now();
  await build();
  writeFileSync(STAMP, sources);
  console.log(`Dashboard built in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Contents, not times: a checkout touches files in any order. */
function digestOfSources() {
  const digest = createHash('sha256');
  for (const file of [...sourceFiles(HOME), path.join(ROOT, 'package-lock.json')]) {
    digest.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && !/\.(spec|medium)\.ts$/.test(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const at = path.join(folder, entry.name);
      return entry.isDirectory() ? sourceFiles(at) : [at];
    });
}

function stampedWith() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return undefined;
  }
}

async function build() {
  const child = spawn(process.execPath, [VITE, 'build', HOME, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
    // a test's own NODE_ENV would build React for development
    env: { ...process.env, NODE_ENV: 'production' },
  });
  /** @type {unknown} */
  const how = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  if (how === 0) return;
  throw new Error(
    `the dashboard was not built (${String(how)}); vite's own message is above. Mend that and run the command again, or see it by \`npm run build:dashboard\`.`,
  );
}
