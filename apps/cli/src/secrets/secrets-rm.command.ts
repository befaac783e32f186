import { basename } from 'node:path';
import { readSecretsFile, removeSecret, suggest } from '#config';
import { SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { secretsPlace } from './secrets-place.js';

@SubCommand({ name: 'rm', arguments: '<name>', description: 'remove a secret' })
export class SecretsRmCommand extends JsonCommand {
  async run([name = '']: string[], { json = false }: JsonOption): Promise<void> {
    const { file } = secretsPlace();
    if (!(await removeSecret(file, name))) {
      const hint = suggest(name, Object.keys(readSecretsFile(file))) ?? 'it has none';
      throw new CommandError(`${file} has no secret ${name}: ${hint}`);
    }
    if (json) printJson({ name, file });
    else printLine(`${name} is removed from ${basename(file)}.`);
  }
}
