import { AppProcess } from '../../../tools/run/app-process.js';
import type { Heat } from '../contest/contestant.js';
import type { ProgramArguments } from '../programs/arguments.js';

/** Starts one of the benchmark's own contestants, run as Shelfwire's programs are. */
export function startProgram(
  { arena, load, policy, id }: Heat,
  program: string,
  further: Partial<ProgramArguments> = {},
): AppProcess {
  const given: ProgramArguments = {
    brokers: arena.endpoints.kafkaBrokers,
    groupId: groupOf(id),
    input: load.input,
    output: load.output,
    sample: { value: '', headers: {} },
    databaseUrl: '',
    channels: [...policy.channels],
    ...further,
  };
  return AppProcess.spawn(
    {
      name: `${program}-${id}`,
      entry: `bench/throughput/programs/${program}.ts`,
      args: [JSON.stringify(given)],
      env: {},
      logDir: arena.folder,
    },
    arena.ledger,
  );
}

export const groupOf = (id: string): string => `bench-${id}`;
