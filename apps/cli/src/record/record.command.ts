import { commandEnvironment, readSettings } from '#config';
import { Command, Option } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import type { Recorded } from './record.js';

interface Options extends JsonOption {
  out: string;
  table?: string;
  count?: number;
  for?: number;
  scrub?: string[];
}

const COUNT = 100;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

@Command({
  name: 'record',
  arguments: '<source>',
  description: "write a scrubbed sample of a source's live topics, for a pack or a report",
})
export class RecordCommand extends JsonCommand {
  async run([id = '']: string[], options: Options): Promise<void> {
    const [{ record }, { knownSource }] = await Promise.all([
      import('./record.js'),
      import('../offline/opened-source.js'),
    ]);
    const env = commandEnvironment();
    const { out, table, count = COUNT, for: forMs, scrub = [] } = options;
    const source = knownSource(id, env);
    const recorded = await record(source, readSettings(env), { out, table, count, forMs, scrub });
    if (options.json === true) printJson(recorded);
    else describe(recorded).forEach(printLine);
  }

  @Option({ flags: '--out <file>', description: 'where to write it', required: true })
  parseOut(file: string): string {
    return file;
  }

  @Option({ flags: '--table <table>', description: 'changes of this table only' })
  parseTable(table: string): string {
    return table;
  }

  @Option({
    flags: '--count <changes>',
    description: `the newest changes that are there, or with --for at most so many; by default ${COUNT}`,
  })
  parseCount(text: string): number {
    if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
    throw new CommandError(`--count ${text}: expected a whole number from 1 to 999999`);
  }

  @Option({ flags: '--for <time>', description: 'what comes in so long, such as 60s or 5m' })
  parseFor(text: string): number {
    const [, digits, unit = ''] = /^([1-9]\d{0,4})([smh])$/.exec(text) ?? [];
    const factor = UNITS[unit];
    if (factor !== undefined) return Number(digits) * factor;
    throw new CommandError(`--for ${text}: expected a number with s, m or h, such as 60s`);
  }

  @Option({
    flags: '--scrub <columns...>',
    description: 'columns to pseudonymise: the same value becomes the same, joined columns with it',
  })
  parseScrub(column: string, earlier: string[] = []): string[] {
    return [...earlier, column];
  }
}

function describe({ file, messages, pseudonymised, lacking }: Recorded): string[] {
  const counts = Object.entries(messages).map(([table, count]) => `${table} ${count}`);
  return [
    `${file}: ${counts.length === 0 ? 'no changes' : counts.join(', ')}`,
    ...(pseudonymised.length === 0 ? [] : [`pseudonymised: ${pseudonymised.join(', ')}`]),
    ...(lacking.length === 0
      ? []
      : [`not in the topics any more, so rows will wait for them: ${lacking.join(', ')}`]),
  ];
}
