import type { NewKey } from '#storage';
import { Option, SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';
import { printError, printJson, printLine } from '../terminal/print.js';
import { readNewKey } from './new-key.js';

interface CreateOptions extends JsonOption {
  name?: string;
  scope?: string;
  days?: string;
  file?: string;
  keep?: boolean;
}

@SubCommand({ name: 'create', description: 'make a key; it is shown once, or written to a file' })
export class KeysCreateCommand extends JsonCommand {
  async run(_: string[], options: CreateOptions): Promise<void> {
    const { json = false, file, keep = false, ...given } = options;
    const wanted = readNewKey(given);
    if (keep && file === undefined) throw new CommandError('--keep needs --file');
    if (file === undefined) await show(wanted, json);
    else await write(wanted, file, keep, json);
  }

  @Option({ flags: '--name <name>', description: 'who or what will hold it' })
  parseName(text: string): string {
    return text;
  }

  @Option({ flags: '--scope <scope>', description: 'viewer, operator, admin or claims' })
  parseScope(text: string): string {
    return text;
  }

  @Option({ flags: '--days <days>', description: 'until it expires; 90 unless said otherwise' })
  parseDays(text: string): string {
    return text;
  }

  @Option({ flags: '--file <path>', description: 'write it there, mode 0600, and do not show it' })
  parseFile(text: string): string {
    return text;
  }

  @Option({ flags: '--keep', description: 'do nothing when the key in that file works still' })
  parseKeep(): boolean {
    return true;
  }
}

const author = () => ({ actor: loginOfCaller(), reason: 'shelfwire keys create' });

async function show(wanted: NewKey, json: boolean): Promise<void> {
  const { createKey } = await import('#storage');
  const { withKeys } = await import('./keys-database.js');
  const { key, text } = await withKeys((db) => createKey(db, wanted, author()));
  if (json) return printJson({ ...key, key: text });
  printLine(text);
  const end = key.expiresAt.toISOString();
  printError(`Keep it: it is shown this once. Key ${key.id}, ${key.scope}, until ${end}.`);
}

async function write(wanted: NewKey, file: string, keep: boolean, json: boolean): Promise<void> {
  const { createKeyFile, keepKeyFile } = await import('./keep-key-file.js');
  const { withKeys } = await import('./keys-database.js');
  const make = keep ? keepKeyFile : createKeyFile;
  const key = await withKeys((db) => make(db, file, wanted, author()));
  if (json) printJson({ file, made: key ?? null });
  else printLine(key ? `${file} holds key ${key.id}.` : `The key in ${file} works still.`);
}
