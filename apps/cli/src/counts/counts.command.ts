import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import { CountsLsCommand } from './counts-ls.command.js';

@Command({
  name: 'counts',
  description: 'what should be counted',
  subCommands: [CountsLsCommand],
})
export class CountsCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
