import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { Command } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import type { Applied } from './apply.js';

@Command({
  name: 'apply',
  description: 'create what is missing: tables, topics and connectors; run again, it does nothing',
})
export class ApplyCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const { apply } = await import('./apply.js');
    const env = commandEnvironment();
    const settings = readSettings(env);
    const applied = await apply(settings, loadPolicy(settings.configFile, env));
    if (json) printJson(applied);
    else describe(applied).forEach(printLine);
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
