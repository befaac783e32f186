import { Option, SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';
import { printJson, printLine } from '../terminal/print.js';

interface RevokeOptions extends JsonOption {
  reason?: string;
}

@SubCommand({
  name: 'revoke',
  arguments: '<id>',
  description: 'end a key and the sign-ins made with it, within 5 s everywhere',
})
export class KeysRevokeCommand extends JsonCommand {
  async run([id = '']: string[], { json = false, reason }: RevokeOptions): Promise<void> {
    const { revokeKey } = await import('#storage');
    const { withKeys } = await import('./keys-database.js');
    const author = { actor: loginOfCaller(), reason: reason ?? 'shelfwire keys revoke' };
    const key = await withKeys((db) => revokeKey(db, id, author));
    if (!key) throw new CommandError(`There is no key ${id}; shelfwire keys ls names all of them.`);
    if (json) printJson(key);
    else printLine(`${key.id} (${key.name}) is revoked.`);
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }
}
