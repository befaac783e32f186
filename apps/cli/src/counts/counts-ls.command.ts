import { commandEnvironment, readApiAccess } from '#config';
import { Option, SubCommand } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { countListAnswer, countsToCsv, drawCounts } from './draw-counts.js';

interface Options extends JsonOption {
  readonly location?: string;
  readonly csv?: boolean;
}

@SubCommand({ name: 'ls', description: 'what should be counted at a location, and why' })
export class CountsLsCommand extends JsonCommand {
  async run(_: string[], { location, csv = false, json = false }: Options): Promise<void> {
    if (location === undefined) {
      throw new CommandError('Say which location: --location <id>, as the policy names it.');
    }
    const api = readApiAccess(commandEnvironment());
    const path = `/v1/counts/list?limit=500&location=${encodeURIComponent(location)}`;
    const { raw, value } = await askApi(api, path, countListAnswer);
    if (json) printJson(raw);
    else if (csv) process.stdout.write(countsToCsv(value));
    else drawCounts(value).forEach(printLine);
  }

  @Option({ flags: '--location <id>', description: 'as the policy names it' })
  parseLocation(text: string): string {
    return text;
  }

  @Option({ flags: '--csv', description: 'print CSV, for the people who count' })
  parseCsv(): boolean {
    return true;
  }
}
