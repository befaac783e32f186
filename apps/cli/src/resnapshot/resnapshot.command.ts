import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { Command, Option } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';

interface ResnapshotOptions extends JsonOption {
  reason?: string;
}

@Command({
  name: 'resnapshot',
  arguments: '<source>',
  description: 'read a source anew, in a new epoch; its locations show nothing until that is done',
})
export class ResnapshotCommand extends JsonCommand {
  async run([source = '']: string[], { json = false, reason }: ResnapshotOptions): Promise<void> {
    const { resnapshot } = await import('./resnapshot.js');
    const settings = readSettings(commandEnvironment());
    const policy = loadPolicy(settings.configFile, commandEnvironment());
    const begun = await resnapshot(settings, policy, source, reason ?? 'asked for by a person');
    if (json) return printJson(begun);
    printLine(`${source} is read anew, as epoch ${begun.epoch}.`);
    printLine('Its locations are unverified and sell nothing until the snapshot is through.');
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }
}
