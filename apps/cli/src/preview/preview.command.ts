import { commandEnvironment } from '#config';
import { Command, Option } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printError, printJson, printLine } from '../terminal/print.js';

interface Options extends JsonOption {
  table?: string;
  limit?: number;
}

const LIMIT = 10;

@Command({
  name: 'preview',
  arguments: '<source>',
  description: "show what some of a source's rows would become; writes nothing",
})
export class PreviewCommand extends JsonCommand {
  async run([id = '']: string[], { json = false, table, limit = LIMIT }: Options): Promise<void> {
    const [{ preview }, { drawPreview }, { knownSource }, { Told }] = await Promise.all([
      import('./preview.js'),
      import('./draw-preview.js'),
      import('../offline/opened-source.js'),
      import('../offline/told.js'),
    ]);
    const source = knownSource(id, commandEnvironment());
    const rows = await preview(source, { table, limit }, new Told(printError));
    if (json) printJson(rows);
    else drawPreview(rows).forEach(printLine);
  }

  @Option({ flags: '--table <table>', description: 'only this table' })
  parseTable(table: string): string {
    return table;
  }

  @Option({ flags: '--limit <rows>', description: `rows of each table, by default ${LIMIT}` })
  parseLimit(text: string): number {
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    throw new CommandError(`--limit ${text}: expected a whole number from 1 to 99999`);
  }
}
