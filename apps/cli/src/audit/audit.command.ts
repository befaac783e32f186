import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import { AuditHeadCommand } from './audit-head.command.js';
import { AuditVerifyCommand } from './audit-verify.command.js';

@Command({
  name: 'audit',
  description: 'prove that the ledger is as it was written',
  subCommands: [AuditVerifyCommand, AuditHeadCommand],
})
export class AuditCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
