import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import { KeysCreateCommand } from './keys-create.command.js';
import { KeysLsCommand } from './keys-ls.command.js';
import { KeysReviewCommand } from './keys-review.command.js';
import { KeysRevokeCommand } from './keys-revoke.command.js';

@Command({
  name: 'keys',
  description: 'keys of the HTTP API: make, list, revoke and review them',
  subCommands: [KeysCreateCommand, KeysLsCommand, KeysReviewCommand, KeysRevokeCommand],
})
export class KeysCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
