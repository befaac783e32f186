import { commandEnvironment, readApiAccess } from '#config';
import { Command, Option } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { drawExplain } from './draw-explain.js';
import { explainAnswer } from './explain-answer.js';

interface ExplainOptions extends JsonOption {
  channel?: string;
  at?: string;
}

@Command({
  name: 'explain',
  arguments: '<sku>',
  description: "why a channel shows an item's number, back to ledger lines and source rows",
})
export class ExplainCommand extends JsonCommand {
  async run([sku = '']: string[], { json = false, channel, at }: ExplainOptions): Promise<void> {
    const api = readApiAccess(commandEnvironment());
    const query = new URLSearchParams({ sku });
    if (channel !== undefined) query.set('channel', channel);
    if (at !== undefined) query.set('at', at);
    const path = `/v1/explain?${query.toString()}`;
    const { raw, value } = await askApi(api, path, explainAnswer);
    if (json) printJson(raw);
    else drawExplain(value).forEach(printLine);
  }

  @Option({ flags: '--channel <channel>', description: 'only this channel' })
  parseChannel(channel: string): string {
    return channel;
  }

  @Option({
    flags: '--at <moment>',
    description: 'as it was then: a moment with its zone, such as 2026-03-01T10:00:00Z',
  })
  parseAt(at: string): string {
    return at;
  }
}
