import { commandEnvironment, readApiAccess } from '#config';
import { Command, Option } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { drawJourney } from './draw-journey.js';
import { journeysAnswer } from './journey-answer.js';

interface JourneyOptions extends JsonOption {
  event?: string;
  source?: string;
  table?: string;
  row?: string;
  limit?: string;
}

@Command({
  name: 'journey',
  arguments: '[sku]',
  description:
    'the way of a change through every stage: the newest of a sku, an event, or those of a source row',
})
export class JourneyCommand extends JsonCommand {
  async run([sku]: string[], { json = false, ...asked }: JourneyOptions): Promise<void> {
    const api = readApiAccess(commandEnvironment());
    const given = Object.entries({ sku, ...asked }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const path = `/v1/journeys?${new URLSearchParams(given).toString()}`;
    const { raw, value } = await askApi(api, path, journeysAnswer);
    if (json) return printJson(raw);
    if (value.journeys.length === 0) printLine('The ledger has no such change.');
    for (const [index, journey] of value.journeys.entries()) {
      if (index > 0) printLine('');
      drawJourney(journey).forEach(printLine);
    }
  }

  @Option({ flags: '--event <id>', description: 'the change of this stock event' })
  parseEvent(id: string): string {
    return id;
  }

  @Option({ flags: '--source <source>', description: 'with --table and --row: the source' })
  parseSource(source: string): string {
    return source;
  }

  @Option({ flags: '--table <table>', description: 'the table, as the pack names it' })
  parseTable(table: string): string {
    return table;
  }

  @Option({ flags: '--row <key>', description: "the row's key, as an explanation writes it" })
  parseRow(key: string): string {
    return key;
  }

  @Option({ flags: '--limit <n>', description: 'so many of the newest changes, at most 20' })
  parseLimit(limit: string): string {
    return limit;
  }
}
