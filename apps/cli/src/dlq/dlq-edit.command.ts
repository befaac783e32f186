import { readFileSync } from 'node:fs';
import { Option, SubCommand } from 'nest-commander';
import { CommandError } from '../command.js';
import { ChoosingCommand, type Choice } from './choosing-command.js';

interface Edit extends Choice {
  value?: string;
}

@SubCommand({
  name: 'edit',
  arguments: '<id>',
  description: 'give a parked message other bytes for its value; what came is kept beside them',
})
export class DlqEditCommand extends ChoosingCommand {
  run([id = '']: string[], { value, ...options }: Edit): Promise<void> {
    if (value === undefined) throw new CommandError('Name the file with --value <file>.');
    return this.decideOn([id], options, { action: 'parked.edit', value: bytesOf(value) });
  }

  @Option({ flags: '--value <file>', description: 'file with the bytes' })
  parseValue(file: string): string {
    return file;
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The file ${file} cannot be read: ${detail}`);
  }
}
