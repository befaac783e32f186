import { commandEnvironment, readApiAccess } from '#config';
import { SubCommand } from 'nest-commander';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { askApi } from '../api/ask-api.js';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';
import { printJson, printLine } from '../terminal/print.js';

const mappedAnswer = z.looseObject({ changed: z.number() });
/** As many as the API takes in a call. */
const LISTINGS_PER_CALL = 5_000;

@SubCommand({
  name: 'map',
  arguments: '<channel> <file>',
  description: 'say what listings are made of: a CSV file with listing,item,units,leadTimeDays',
})
export class ChannelsMapCommand extends JsonCommand {
  async run([channel = '', file = '']: string[], { json = false }: JsonOption): Promise<void> {
    const { readMapping } = await import('./read-mapping.js');
    const listings = readMapping(await textOf(file), file);
    const api = readApiAccess(commandEnvironment());
    const path = `/v1/channels/${encodeURIComponent(channel)}/listings`;
    let changed = 0;
    for (let at = 0; at < listings.length; at += LISTINGS_PER_CALL) {
      const body = { listings: listings.slice(at, at + LISTINGS_PER_CALL), by: loginOfCaller() };
      const { value } = await askApi(api, path, mappedAnswer, { method: 'PUT', body });
      changed += value.changed;
    }
    if (json) printJson({ listings: listings.length, changed });
    else printLine(`${channel}: ${listings.length} listings read, ${changed} changed.`);
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code = 'no reason' } = cause as { code?: string };
    const message = `${file} cannot be read (${code}); expected a CSV file with listing,item,units,leadTimeDays.`;
    throw new CommandError(message, { cause });
  }
}
