import { Command, Option } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';

interface Options extends JsonOption {
  keep?: boolean;
  schema?: string;
}

@Command({
  name: 'rebuild',
  description:
    'build the stock state once more from the topic of stock events, in a schema of its own, and compare',
})
export class RebuildCommand extends JsonCommand {
  async run(_: string[], { json = false, keep = false, schema }: Options): Promise<void> {
    const { runRebuild } = await import('./run-rebuild.js');
    process.exitCode = await runRebuild([
      ...(json ? ['--json'] : []),
      ...(keep ? ['--keep'] : []),
      ...(schema === undefined ? [] : ['--schema', schema]),
    ]);
  }

  @Option({ flags: '--keep', description: 'leave the schema there, to look into it' })
  parseKeep(): boolean {
    return true;
  }

  @Option({ flags: '--schema <name>', description: 'name of the schema; it must not exist' })
  parseSchema(name: string): string {
    if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
    throw new CommandError(
      `--schema is "${name}"; expected lower-case letters, digits and underscores, at most 63`,
    );
  }
}
