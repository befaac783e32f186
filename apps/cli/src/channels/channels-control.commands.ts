import { commandEnvironment, readApiAccess } from '#config';
import { Option, SubCommand } from 'nest-commander';
import { askApi } from '../api/ask-api.js';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';
import { printJson, printLine } from '../terminal/print.js';
import { channelAnswer } from './channel-answer.js';

interface SayOptions extends JsonOption {
  reason?: string;
}

/** Says one word to a channel's publisher, which heeds it within some seconds. */
abstract class SayCommand extends JsonCommand {
  protected abstract readonly word: 'pause' | 'resume' | 'push' | 'list' | 'confirm';
  protected abstract readonly told: string;

  async run([channel = '', ...skus]: string[], options: SayOptions): Promise<void> {
    const { json = false, reason } = options;
    const api = readApiAccess(commandEnvironment());
    const path = `/v1/channels/${encodeURIComponent(channel)}/${this.word}`;
    const body = {
      by: loginOfCaller(),
      ...(reason !== undefined && { because: reason }),
      ...this.more(skus),
    };
    const { raw } = await askApi(api, path, channelAnswer, { method: 'POST', body });
    if (json) printJson(raw);
    else printLine(`${channel}: ${this.told}`);
  }

  /** What the word needs beside. */
  protected more(_skus: readonly string[]): object {
    return {};
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }
}

@SubCommand({
  name: 'pause',
  arguments: '<channel>',
  description: 'send nothing more to a channel; its numbers are kept up',
})
export class ChannelsPauseCommand extends SayCommand {
  protected readonly word = 'pause';
  protected readonly told = 'paused. Calls under way still end.';

  override run(given: string[], options: SayOptions): Promise<void> {
    if (options.reason === undefined) throw new CommandError('Say why with --reason "…"');
    return super.run(given, options);
  }
}

@SubCommand({
  name: 'resume',
  arguments: '<channel>',
  description: 'send again, the newest numbers only',
})
export class ChannelsResumeCommand extends SayCommand {
  protected readonly word = 'resume';
  protected readonly told = 'publishes again.';
}

@SubCommand({
  name: 'push',
  arguments: '<channel> [skus...]',
  description: 'send listings again, whatever they show; without skus: all of them',
})
export class ChannelsPushCommand extends SayCommand {
  protected readonly word = 'push';
  protected readonly told = 'sends them again.';

  protected override more(skus: readonly string[]): object {
    return skus.length > 0 ? { skus } : {};
  }
}

@SubCommand({
  name: 'list',
  arguments: '<channel>',
  description: 'read all that a channel lists, learn it, and put right what drifted',
})
export class ChannelsListCommand extends SayCommand {
  protected readonly word = 'list';
  protected readonly told =
    'reads all that it lists; shelfwire channels drift tells what it finds.';
}

@SubCommand({
  name: 'confirm',
  arguments: '<channel>',
  description: 'let zeros go that are held for being too many',
})
export class ChannelsConfirmCommand extends SayCommand {
  protected readonly word = 'confirm';
  protected readonly told = 'the zeros go.';
}
