import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import { DlqDiscardCommand } from './dlq-discard.command.js';
import { DlqEditCommand } from './dlq-edit.command.js';
import { DlqLsCommand } from './dlq-ls.command.js';
import { DlqRedriveCommand } from './dlq-redrive.command.js';
import { DlqShowCommand } from './dlq-show.command.js';

@Command({
  name: 'dlq',
  description:
    'messages that were parked: look at them, mend them, try them again, or discard them',
  subCommands: [DlqDiscardCommand, DlqEditCommand, DlqLsCommand, DlqRedriveCommand, DlqShowCommand],
})
export class DlqCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
