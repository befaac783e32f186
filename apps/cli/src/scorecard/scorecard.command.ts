import { commandEnvironment, readApiAccess } from '#config';
import { Command, Option } from 'nest-commander';
import { writeFile } from 'node:fs/promises';
import { downloadApi } from '../api/download-api.js';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printLine } from '../terminal/print.js';

const FORMATS = ['json', 'csv', 'pdf'] as const;

interface Options extends JsonOption {
  readonly month?: string;
  readonly format?: (typeof FORMATS)[number];
  readonly out?: string;
}

@Command({
  name: 'scorecard',
  description: 'what a month came to: speed, accuracy, orders, buffers and vendors, by place',
})
export class ScorecardCommand extends JsonCommand {
  async run(_: string[], options: Options): Promise<void> {
    const { month = lastMonth(new Date()), out, json = false } = options;
    const format = options.format ?? (json ? 'json' : 'csv');
    if (format === 'pdf' && out === undefined) {
      throw new CommandError('A PDF is for no terminal. Say where it goes: --out scorecard.pdf');
    }
    const api = readApiAccess(commandEnvironment());
    const path = `/v1/scorecards/${encodeURIComponent(month)}?format=${format}`;
    const content = await downloadApi(api, path);
    if (out === undefined) process.stdout.write(content);
    else {
      await write(out, content);
      printLine(`The scorecard of ${month} is in ${out}.`);
    }
  }

  @Option({ flags: '--month <month>', description: 'such as 2026-10; left out: the last one' })
  parseMonth(text: string): string {
    return text;
  }

  @Option({ flags: '--format <format>', description: 'json, csv or pdf; csv if nothing is said' })
  parseFormat(text: string): (typeof FORMATS)[number] {
    const format = FORMATS.find((each) => each === text);
    if (format) return format;
    throw new CommandError(`--format ${text}: expected ${FORMATS.join(', ')}`);
  }

  @Option({ flags: '--out <file>', description: 'the file to write; left out: the output' })
  parseOut(text: string): string {
    return text;
  }
}

async function write(file: string, content: Buffer): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    const { code = 'unknown trouble' } = cause as { code?: string };
    throw new CommandError(
      `${file} cannot be written (${code}). Name a file in a folder of yours.`,
      {
        cause,
      },
    );
  }
}

/** The month that is over, by UTC. */
function lastMonth(now: Date): string {
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  return before.toISOString().slice(0, 7);
}
