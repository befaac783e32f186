import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all its descendants have used until now, and hold now. */
export interface Usage {
  readonly cpuSeconds: number;
  /** proportional set size: memory that several processes share is counted once */
  readonly memoryMiB: number;
}

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on; see proc(5). */
const TICKS_PER_SECOND = 100;

/** Reads /proc, so Linux only. A descendant that has ended counts once its parent has waited for it. */
export function usageOf(pid: number): Usage {
  const tree = descendants(pid, childrenByParent());
  const cpuSeconds = tree.reduce((sum, member) => sum + cpuSecondsOf(member), 0);
  const memoryMiB = tree.reduce((sum, member) => sum + memoryOf(member), 0);
  return { cpuSeconds, memoryMiB };
}

/** CPU seconds of several processes with all their descendants, in the order of the pids. */
export function cpuSecondsOfAll(pids: readonly number[]): number[] {
  const children = childrenByParent();
  return pids.map((pid) =>
    descendants(pid, children).reduce((sum, member) => sum + cpuSecondsOf(member), 0),
  );
}

function childrenByParent(): ReadonlyMap<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const fields = Number.isInteger(pid) ? statOf(pid) : undefined;
    const parent = Number(fields?.[PARENT]);
    if (fields) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return children;
}

function descendants(pid: number, children: ReadonlyMap<number, number[]>): number[] {
  const below = (children.get(pid) ?? []).flatMap((child) => descendants(child, children));
  return [pid, ...below];
}

/** Places of fields behind the program's name. */
const PARENT = 1;
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const WAITED_USER_TICKS = 13;
const WAITED_SYSTEM_TICKS = 14;

function cpuSecondsOf(pid: number): number {
  const fields = statOf(pid) ?? [];
  const places = [USER_TICKS, SYSTEM_TICKS, WAITED_USER_TICKS, WAITED_SYSTEM_TICKS];
  return places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0) / TICKS_PER_SECOND;
}

function statOf(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The second field, the program's name, may hold spaces and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function memoryOf(pid: number): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kibibytes ?? 0) / 1024;
}

/** Undefined once the process has ended. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
