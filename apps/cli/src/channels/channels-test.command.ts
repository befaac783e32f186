import { commandEnvironment, loadPolicy, nearest, readConfigFile } from '#config';
import { SubCommand } from 'nest-commander';
import { CommandError, EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';

@SubCommand({
  name: 'test',
  arguments: '<channel>',
  description: 'call a channel with its credentials, reading only: does it answer and let us in?',
})
export class ChannelsTestCommand extends JsonCommand {
  async run([id = '']: string[], { json = false }: JsonOption): Promise<void> {
    const { checkChannel } = await import('../doctor/check-channel.js');
    const { drawFindings } = await import('../doctor/draw-findings.js');
    const env = commandEnvironment();
    const { channels } = loadPolicy(readConfigFile(env), env);
    const channel = Object.hasOwn(channels, id) ? channels[id] : undefined;
    if (!channel) {
      const near = nearest(id, Object.keys(channels));
      const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
      throw new CommandError(`The policy has no channel "${id}".${hint}`);
    }
    const found = (await checkChannel(channel)).map((result) => ({
      area: `channel ${id}`,
      ...result,
    }));
    if (json) printJson(found);
    else drawFindings(found).forEach(printLine);
    if (found.some(({ state }) => state === 'failed')) process.exitCode = EXIT.failed;
  }
}
