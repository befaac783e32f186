import { SubCommand } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { ago } from '../terminal/ages.js';
import { printJson, printLine } from '../terminal/print.js';
import { table } from '../terminal/table.js';

@SubCommand({
  name: 'ls',
  description: 'list keys, those that ended as well; what is secret is not kept',
})
export class KeysLsCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const { listKeys } = await import('#storage');
    const { withKeys } = await import('./keys-database.js');
    const keys = await withKeys((db) => listKeys(db.manager));
    if (json) return printJson(keys);
    if (keys.length === 0) return printLine('There are no keys. Make one: shelfwire keys create');
    const now = new Date().toISOString();
    const rows = keys.map(({ id, name, scope, state, expiresAt, lastUsedAt }) => [
      id,
      name,
      scope,
      state,
      expiresAt.toISOString().slice(0, 10),
      ago(lastUsedAt?.toISOString() ?? null, now),
    ]);
    table(['ID', 'NAME', 'SCOPE', 'STATE', 'EXPIRES', 'LAST USED'], rows).forEach(printLine);
  }
}
