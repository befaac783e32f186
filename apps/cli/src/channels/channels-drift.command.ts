import { commandEnvironment, readApiAccess } from '#config';
import { SubCommand } from 'nest-commander';
import { z } from 'zod';
import { askApi } from '../api/ask-api.js';
import { JsonCommand, type JsonOption } from '../command.js';
import { ago } from '../terminal/ages.js';
import { printJson, printLine } from '../terminal/print.js';
import { table } from '../terminal/table.js';

const driftAnswer = z.looseObject({
  drift: z.array(
    z.looseObject({
      sku: z.string(),
      expected: z.number(),
      found: z.number().nullable(),
      foundAt: z.string(),
    }),
  ),
});

@SubCommand({
  name: 'drift',
  arguments: '<channel>',
  description: 'listings that showed another number than the one that the channel had acknowledged',
})
export class ChannelsDriftCommand extends JsonCommand {
  async run([channel = '']: string[], { json = false }: JsonOption): Promise<void> {
    const api = readApiAccess(commandEnvironment());
    const path = `/v1/channels/${encodeURIComponent(channel)}/drift?limit=200`;
    const { raw, value } = await askApi(api, path, driftAnswer);
    if (json) return printJson(raw);
    if (value.drift.length === 0) return printLine(`Nothing of ${channel} was found to drift.`);
    const at = new Date().toISOString();
    const rows = value.drift.map(({ sku, expected, found, foundAt }) => [
      sku,
      String(expected),
      found === null ? 'not listed' : String(found),
      ago(foundAt, at),
    ]);
    table(['LISTING', 'EXPECTED', 'FOUND', 'WHEN'], rows).forEach(printLine);
  }
}
