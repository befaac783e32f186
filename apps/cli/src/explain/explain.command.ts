import { commandEnvironment, readApiAccess } from '#config';
import { Command, Option } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { drawExplain } from './draw-explain.js';
import { explainAnswer } from './explain-answer.js';

interface ExplainOptions extends JsonOption {
  channel?: string;
}

@Command({
  name: 'explain',
  arguments: '<sku>',
  description: "why a channel shows an item's number, back to ledger lines and source rows",
})
export class ExplainCommand extends JsonCommand {
  async run([sku = '']: string[], { json = false, channel }: ExplainOptions): Promise<void> {
    const api = readApiAccess(commandEnvironment());
    const query = channel === undefined ? '' : `?channel=${encodeURIComponent(channel)}`;
    const path = `/v1/items/${encodeURIComponent(sku)}/explain${query}`;
    const { raw, value } = await askApi(api, path, explainAnswer);
    if (json) printJson(raw);
    else drawExplain(value).forEach(printLine);
  }

  @Option({ flags: '--channel <channel>', description: 'only this channel' })
  parseChannel(channel: string): string {
    return channel;
  }
}
