import { CommandRunner, Option } from 'nest-commander';

export interface JsonOption {
  json?: boolean;
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, wrong: 2 } as const;

/** Something that a person can mend: shown as its message, exit code 2. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Help and wrong usage have told their message already. */
export function endUsage(error: { exitCode?: unknown }): never {
  process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.wrong);
}

/**
 * What every command has: `--json`, and exit code 2 for wrong usage. A command loads its work when it
 * runs: the drivers of four servers would make every other command wait.
 */
export abstract class JsonCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  @Option({ flags: '--json', description: 'print the result as JSON' })
  parseJson(): boolean {
    return true;
  }
}
