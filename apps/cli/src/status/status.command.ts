import { commandEnvironment, readApiAccess } from '#config';
import { Command } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { drawStatus } from './draw-status.js';
import { statusAnswer } from './status-answer.js';

@Command({
  name: 'status',
  description: 'sources, lag in seconds per stage, channels, and what was set aside',
})
export class StatusCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const api = readApiAccess(commandEnvironment());
    const { raw, value } = await askApi(api, '/v1/status', statusAnswer);
    if (json) printJson(raw);
    else drawStatus(value).forEach(printLine);
  }
}
