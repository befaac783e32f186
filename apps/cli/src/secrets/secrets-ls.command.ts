import { readSecretsFile } from '#config';
import { SubCommand } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { table } from '../terminal/table.js';
import { secretsPlace } from './secrets-place.js';

@SubCommand({ name: 'ls', description: 'list secrets with the keys that encrypt them; no values' })
export class SecretsLsCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const { file } = secretsPlace();
    const secrets = Object.entries(readSecretsFile(file));
    if (json) printJson(secrets.map(([name, { keyId }]) => ({ name, keyId })));
    else if (secrets.length === 0) printLine(`${file} has no secrets.`);
    else
      table(
        ['NAME', 'KEY'],
        secrets.map(([name, { keyId }]) => [name, keyId]),
      ).forEach(printLine);
  }
}
