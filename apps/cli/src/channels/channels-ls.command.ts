import { commandEnvironment, readApiAccess } from '#config';
import { SubCommand } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { channelsAnswer } from './channel-answer.js';
import { drawChannels } from './draw-channels.js';

@SubCommand({ name: 'ls', description: 'every channel, what it shows, and what holds it up' })
export class ChannelsLsCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const api = readApiAccess(commandEnvironment());
    const { raw, value } = await askApi(api, '/v1/channels', channelsAnswer);
    if (json) printJson(raw);
    else drawChannels(value.channels, new Date().toISOString()).forEach(printLine);
  }
}
