import { commandEnvironment, loadPolicy, packFolder, readConfigFile } from '#config';
import { Command } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';

/** Stands for the password in what is printed: what goes through a terminal ends up in its history. */
const BLANK = '<password>';

@Command({
  name: 'grants',
  arguments: '<source>',
  description: "print the SQL that an administrator runs in a source's database; changes nothing",
})
export class GrantsCommand extends JsonCommand {
  async run([source = '']: string[], { json = false }: JsonOption): Promise<void> {
    const [{ renderGrants }, { loadPack }] = await Promise.all([
      import('#connect'),
      import('#mapping'),
    ]);
    const env = commandEnvironment();
    const file = readConfigFile(env);
    const { sources } = loadPolicy(file, env);
    const known = sources[source];
    if (!known) {
      const names = Object.keys(sources).join(', ');
      throw new CommandError(`${file} has no source ${source}; it has ${names}`);
    }
    const { user, name: database } = known.database;
    const pack = loadPack(packFolder(known.pack, file));
    const sql = renderGrants(pack, { user, password: BLANK, database });
    if (json) printJson({ source, engine: pack.engine, database, user, sql });
    else printLine(sql.trimEnd());
  }
}
