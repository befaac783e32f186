import { Command, CommandRunner } from 'nest-commander';
import { endUsage } from '../command.js';
import {
  ChannelsConfirmCommand,
  ChannelsListCommand,
  ChannelsPauseCommand,
  ChannelsPushCommand,
  ChannelsResumeCommand,
} from './channels-control.commands.js';
import { ChannelsDriftCommand } from './channels-drift.command.js';
import { ChannelsLsCommand } from './channels-ls.command.js';
import { ChannelsMapCommand } from './channels-map.command.js';
import { ChannelsTestCommand } from './channels-test.command.js';

@Command({
  name: 'channels',
  description: 'marketplace accounts: how far they are, what they list, and what to do about them',
  subCommands: [
    ChannelsConfirmCommand,
    ChannelsDriftCommand,
    ChannelsListCommand,
    ChannelsLsCommand,
    ChannelsMapCommand,
    ChannelsPauseCommand,
    ChannelsPushCommand,
    ChannelsResumeCommand,
    ChannelsTestCommand,
  ],
})
export class ChannelsCommand extends CommandRunner {
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    command.exitOverride(endUsage);
    return super.setCommand(command);
  }

  async run(): Promise<void> {
    this.command.help();
  }
}
