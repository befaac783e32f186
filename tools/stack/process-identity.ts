import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process by its pid and its birth, so that a recycled pid is never taken for it. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal only for the very same process. */
  startedAt: string;
}

export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? linuxBirth(pid) : psBirth(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return identify(pid)?.startedAt === startedAt;
}

/** Field 22 of /proc/<pid>/stat counts clock ticks since this boot. A zombie counts as gone. */
function linuxBirth(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name, may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function psBirth(pid: number): string | undefined {
  try {
    const birth = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return birth.trim() || undefined;
  } catch {
    return undefined;
  }
}
