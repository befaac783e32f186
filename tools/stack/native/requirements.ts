import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { distributionDir } from './distribution.js';
import { javaCommand } from './java.js';

const OLDEST_JAVA = 17;
const MARIADB_PLATFORM = 'linux-x64';
const run = promisify(execFile);

/** What the native stack lacks on this machine; empty if nothing. */
export async function nativeComplaints(cacheDir: string): Promise<string[]> {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== MARIADB_PLATFORM) {
    return [`there is a MariaDB for ${MARIADB_PLATFORM} only; this machine is ${platform}`];
  }
  const complaints = [javaComplaint(javaCommand(), await firstLines(javaCommand(), '-version'))];
  if (!existsSync(distributionDir(cacheDir))) {
    complaints.push(mavenComplaint(await firstLines('mvn', '-version')));
  }
  return complaints.filter((complaint) => complaint !== undefined);
}

/** @param output of `java -version`, such as `openjdk version "17.0.15" 2025-04-15` */
export function javaComplaint(command: string, output: string | undefined): string | undefined {
  if (output === undefined)
    return `\`${command} -version\` does not run; expected Java 17 or newer`;
  const version = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  if (version !== undefined && Number(version) >= OLDEST_JAVA) return undefined;
  return `\`${command} -version\` says ${version ?? output.trim()}; expected Java ${OLDEST_JAVA} or newer`;
}

function mavenComplaint(output: string | undefined): string | undefined {
  return output === undefined
    ? '`mvn -version` does not run; Maven downloads Kafka, Debezium and MariaDB'
    : undefined;
}

async function firstLines(command: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: 30_000 });
    return `${stdout}${stderr}`;
  } catch {
    return undefined;
  }
}
