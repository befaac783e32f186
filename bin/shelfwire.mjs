#!/usr/bin/env node
// The `shelfwire` command: from source in a checkout, so that it is never older than what it stands
// beside, and from dist where only the build was shipped.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCE = path.join(ROOT, 'apps', 'cli', 'src', 'main.ts');
const BUILT = path.join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
const LOADER = path.join(ROOT, 'node_modules', '@oxc-node', 'core', 'register.mjs');

if (!existsSync(path.join(ROOT, 'node_modules'))) {
  process.stderr.write(`The packages are not installed. Run "npm ci" in ${ROOT}.\n`);
  process.exit(2);
}
const fromSource = existsSync(SOURCE) && existsSync(LOADER);
const program = fromSource
  ? ['--conditions=@shelfwire/source', '--import', LOADER, SOURCE]
  : [BUILT];
const child = spawn(process.execPath, [...program, ...process.argv.slice(2)], { stdio: 'inherit' });
// A terminal sends Ctrl-C to the child as well; this process only waits for how it ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
