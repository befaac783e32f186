import { setTimeout as sleep } from 'node:timers/promises';
import { usageOf } from '../support/process-usage.js';

/** What one program took over a while. */
export interface Load {
  /** 100: one core all the time */
  readonly cpuPercent: number;
  readonly memoryMiB: number;
}

/** Watches programs, each with all its descendants, for so long. */
export async function measureUsage(
  pids: ReadonlyMap<string, number>,
  seconds: number,
): Promise<ReadonlyMap<string, Load>> {
  const before = new Map([...pids].map(([name, pid]) => [name, usageOf(pid)]));
  const start = performance.now();
  await sleep(seconds * 1000);
  const took = (performance.now() - start) / 1000;
  return new Map(
    [...pids].map(([name, pid]) => {
      const { cpuSeconds, memoryMiB } = usageOf(pid);
      const used = cpuSeconds - (before.get(name)?.cpuSeconds ?? 0);
      return [name, { cpuPercent: (used / took) * 100, memoryMiB }];
    }),
  );
}
