import { commandEnvironment, readSettings } from '#config';
import { Option, SubCommand } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';

interface StatusOptions extends JsonOption {
  follow?: boolean;
}

const SHOWN = 10;

@SubCommand({
  name: 'status',
  arguments: '[source]',
  description: 'how far backfills are, the newest first',
})
export class BackfillStatusCommand extends JsonCommand {
  async run([source]: string[], { json = false, follow = false }: StatusOptions): Promise<void> {
    const { readBackfills } = await import('#storage');
    const { withStateDatabase } = await import('../audit/state-database.js');
    const { followBackfill } = await import('./follow-backfill.js');
    const { progressOf } = await import('./progress.js');
    const { drawBackfill } = await import('./draw-progress.js');
    const { databaseUrl } = readSettings(commandEnvironment());
    const backfills = await withStateDatabase(databaseUrl, async (dataSource) => {
      const [newest] = await readBackfills(dataSource, source ?? null, 1);
      if (follow && newest) await followBackfill(dataSource, newest.id);
      return readBackfills(dataSource, source ?? null, SHOWN);
    });
    const all = backfills.map((each) => progressOf(each, new Date()));
    if (json) printJson(all);
    else if (all.length === 0) printLine('no backfill was asked for yet');
    else all.flatMap(drawBackfill).forEach(printLine);
  }

  @Option({ flags: '--follow', description: 'stay until the newest one is over' })
  parseFollow(): boolean {
    return true;
  }
}
