import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import { NotifyTestCommand } from './notify-test.command.js';

@Command({
  name: 'notify',
  description: 'receivers of the policy that are told of alerts',
  subCommands: [NotifyTestCommand],
})
export class NotifyCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
