import { z } from 'zod';

/** What a program that rebuilds state in memory tells when it is done, as one line of JSON. */
export const rebuildReport = z.strictObject({
  rows: z.int(),
  /** listings that do not show what they shall */
  urgent: z.int(),
  seconds: z.number(),
  /** by which the process has grown */
  memoryMiB: z.number(),
});

export type RebuildReport = z.infer<typeof rebuildReport>;

interface Rebuilt {
  readonly rows: number;
  readonly urgent: number;
  /** what was rebuilt, held until the memory is measured */
  readonly keep: unknown;
}

export async function reportRebuild(rebuild: () => Promise<Rebuilt>): Promise<void> {
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const { rows, urgent, keep } = await rebuild();
  const seconds = (performance.now() - start) / 1000;
  const memoryMiB = (process.memoryUsage.rss() - before) / 1024 / 1024;
  const report: RebuildReport = { rows, urgent, seconds, memoryMiB };
  if (keep !== undefined) process.stdout.write(`${JSON.stringify(report)}\n`);
}
