import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../progress.js';
import { runToEnd } from '../run-to-end.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const POM = path.join(HERE, 'jmx', 'pom.xml');
/** What each program shows, and under which names. */
const RULES = path.resolve(HERE, '../../../ops/jmx');

/** Attaches Prometheus' JMX exporter to Java programs. */
export interface JmxExporter {
  /**
   * @param rules file in ops/jmx
   * @returns the flag that makes a program show its metrics at that port of 127.0.0.1
   */
  agent(rules: 'kafka.yml' | 'connect.yml', port: number): string;
}

/** Downloads the exporter where it lacks; a folder per content of its POM. */
export async function provideJmxExporter(
  cacheDir: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<JmxExporter> {
  const version = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
  const folder = path.join(cacheDir, `jmx-${version}`);
  if (!existsSync(folder)) await download(folder, progress, signal);
  const jar = path.join(folder, 'jmx_prometheus_javaagent.jar');
  return {
    agent: (rules, port) => `-javaagent:${jar}=127.0.0.1:${port}:${path.join(RULES, rules)}`,
  };
}

/** Downloads aside and renames: a folder that exists is complete. */
async function download(folder: string, progress: Progress, signal: AbortSignal): Promise<void> {
  progress.line('Maven: downloading the JMX exporter');
  const draft = `${folder}.draft-${process.pid}`;
  const args = ['--batch-mode', '-f', POM, `-Dstack.out=${draft}`, 'package'];
  try {
    await runToEnd({ what: 'Maven', command: 'mvn', args, signal });
    renameSync(draft, folder);
  } catch (error) {
    // if another process was quicker, its folder is as good as ours
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
