import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StackEndpoints } from '../stack/stack.js';
import { countsOf, type Counts, type VitestReport } from './test-counts.js';

const VITEST = path.resolve('node_modules', 'vitest', 'vitest.mjs');

export interface ProjectRun {
  name: string;
  /** Further arguments for Vitest. */
  rest: string[];
  /** Undefined for a project that needs no stack. */
  endpoints: StackEndpoints | undefined;
  reportFile: string;
  signal: AbortSignal;
}

/** Runs one of Vitest's projects; its output goes where this process's goes. */
export async function runProject(run: ProjectRun): Promise<Counts> {
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${run.reportFile}`,
  ];
  const args = ['run', '--project', run.name, '--passWithNoTests', ...reporters, ...run.rest];
  const stack =
    run.endpoints === undefined ? {} : { SHELFWIRE_TEST_STACK: JSON.stringify(run.endpoints) };
  const child = spawn(process.execPath, [VITEST, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...stack },
  });
  const abort = (): boolean => child.kill('SIGTERM');
  run.signal.addEventListener('abort', abort);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  run.signal.removeEventListener('abort', abort);
  return countsOf(readReport(run.reportFile), exitCode);
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
