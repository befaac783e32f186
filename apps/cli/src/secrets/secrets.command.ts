import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import { SecretsKeygenCommand } from './secrets-keygen.command.js';
import { SecretsLsCommand } from './secrets-ls.command.js';
import { SecretsRmCommand } from './secrets-rm.command.js';
import { SecretsRotateCommand } from './secrets-rotate.command.js';
import { SecretsSetCommand } from './secrets-set.command.js';

@Command({
  name: 'secrets',
  description: 'keep passwords and tokens encrypted, for ${secret:NAME} in the policy file',
  subCommands: [
    SecretsKeygenCommand,
    SecretsSetCommand,
    SecretsLsCommand,
    SecretsRmCommand,
    SecretsRotateCommand,
  ],
})
export class SecretsCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
