import { basename } from 'node:path';
import { isSecretName, readKeyRing, setSecret } from '#config';
import { SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printError, printJson, printLine } from '../terminal/print.js';
import { readSecretText } from './read-secret-text.js';
import { secretsPlace } from './secrets-place.js';

/** What `secretsOf` leaves out of the texts that logs hide. */
const SHORTEST_HIDDEN = 6;

@SubCommand({
  name: 'set',
  arguments: '<name>',
  description: 'encrypt a value that comes on standard input, or is typed and not shown',
})
export class SecretsSetCommand extends JsonCommand {
  async run([name = '', ...rest]: string[], { json = false }: JsonOption): Promise<void> {
    if (rest.length > 0) throw new CommandError(NO_ARGUMENT);
    if (!isSecretName(name)) {
      // not repeated: it may be the value
      throw new CommandError(`a name has ${NAME_WORDS}; ${NO_ARGUMENT}`);
    }
    const { file, ...keys } = secretsPlace();
    const ring = readKeyRing(keys);
    const text = await readSecretText(name);
    const replaced = await setSecret(file, { name, text, ring });
    if (text.length < SHORTEST_HIDDEN) printError(TOO_SHORT);
    const [{ id }] = ring;
    if (json) printJson({ name, keyId: id, file, replaced });
    else {
      const done = replaced ? 'replaced' : 'added';
      printLine(`${name} is ${done} in ${basename(file)}, encrypted with the key ${id}.`);
    }
  }
}

const NAME_WORDS = 'letters, digits, dots, dashes and underscores, at most 63';
const NO_ARGUMENT = 'the value is never an argument, which other users of a machine can see';
const TOO_SHORT =
  'It is short: logs do not hide texts of fewer than 6 characters, which are parts of ordinary words.';
