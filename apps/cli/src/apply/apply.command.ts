import { loadPolicy, readSettings } from '#config';
import { Command, CommandRunner, Option } from 'nest-commander';
import { printJson, printLine } from '../output.js';
import { apply, type Applied } from './apply.js';

interface ApplyOptions {
  json?: boolean;
}

@Command({
  name: 'apply',
  description: 'create what is missing: tables, topics and connectors; run again, it does nothing',
})
export class ApplyCommand extends CommandRunner {
  async run(_: string[], { json = false }: ApplyOptions): Promise<void> {
    const settings = readSettings();
    const applied = await apply(settings, loadPolicy(settings.configFile));
    if (json) printJson(applied);
    else describe(applied).forEach(printLine);
  }

  @Option({ flags: '--json', description: 'print the result as JSON' })
  parseJson(): boolean {
    return true;
  }
}

function describe({ migrations, topics, connectors }: Applied): string[] {
  const count = (things: readonly string[], what: string) =>
    things.length === 0 ? `${what}: nothing to do` : `${what}: ${things.join(', ')}`;
  return [
    count(migrations, 'migrations'),
    count(topics, 'topics created'),
    ...Object.entries(connectors).map(([name, result]) => `connector ${name}: ${result}`),
  ];
}
