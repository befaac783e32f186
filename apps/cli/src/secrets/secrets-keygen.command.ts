import { randomBytes } from 'node:crypto';
import { addKey, isKeyId, keyLine } from '#config';
import { Option, SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printError, printJson, printLine } from '../terminal/print.js';
import { secretsPlace } from './secrets-place.js';

interface KeygenOptions extends JsonOption {
  print?: boolean;
}

@SubCommand({
  name: 'keygen',
  arguments: '[key-id]',
  description: 'make a key, and put it before the others of SHELFWIRE_SECRETS_KEYS_FILE',
})
export class SecretsKeygenCommand extends JsonCommand {
  async run([given]: string[], { json = false, print = false }: KeygenOptions): Promise<void> {
    const id =
      given ?? `k${new Date().toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`;
    if (!isKeyId(id)) {
      throw new CommandError(
        'a key id has letters, digits, dots, dashes and underscores, at most 32',
      );
    }
    const { keysFile } = secretsPlace();
    if (print || keysFile === undefined) {
      printKey(id, json);
      return;
    }
    await addKey(keysFile, id);
    if (json) printJson({ keyId: id, keysFile });
    else printLine(`${keysFile} begins with the key ${id} now.`);
  }

  @Option({ flags: '--print', description: 'print the line instead; whoever reads it has the key' })
  parsePrint(): boolean {
    return true;
  }
}

/** The one output that shows a key: there is no file for it. */
function printKey(id: string, json: boolean): void {
  const line = keyLine(id);
  if (json) {
    printJson({ keyId: id, line });
    return;
  }
  printLine(line);
  printError('Keep this line where keys are kept, before those of other keys.');
}
