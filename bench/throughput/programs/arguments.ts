import { z } from 'zod';

const programArguments = z.strictObject({
  brokers: z.array(z.string()),
  groupId: z.string(),
  input: z.string(),
  output: z.string(),
  /** what the speed-of-light loop produces, every time */
  sample: z.strictObject({ value: z.string(), headers: z.record(z.string(), z.string()) }),
  databaseUrl: z.string(),
  channels: z.array(z.strictObject({ id: z.string(), buffer: z.int(), cap: z.int() })),
});

export type ProgramArguments = z.infer<typeof programArguments>;

/** What the benchmark tells a contestant, as JSON in the first argument. */
export const readArguments = (): ProgramArguments =>
  programArguments.parse(JSON.parse(process.argv[2] ?? ''));

/** Leaves its group and ends when it is told to. */
export function endWith(close: () => Promise<void>): void {
  process.once('SIGTERM', () => {
    void close().finally(() => process.exit(0));
  });
}
