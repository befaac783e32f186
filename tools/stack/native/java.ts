import path from 'node:path';

const javaHome = process.env['JAVA_HOME'];

export const JAVA = javaHome === undefined ? 'java' : path.join(javaHome, 'bin', 'java');

/** Flags for a server on a small machine. */
export function javaFlags(heap: string): string[] {
  return [
    `-Xmx${heap}`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    '-Dfile.encoding=UTF-8',
    '-Dlog4j2.level=WARN',
  ];
}

/** The text of a .properties file. */
export function properties(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}
