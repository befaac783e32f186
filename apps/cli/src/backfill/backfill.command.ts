import type { Backfill } from '#storage';
import { Command, Option } from 'nest-commander';
import { CommandError, EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import {
  BackfillPauseCommand,
  BackfillResumeCommand,
  BackfillStopCommand,
} from './backfill-control.commands.js';
import { BackfillStatusCommand } from './backfill-status.command.js';

interface BackfillOptions extends JsonOption {
  table?: string[];
  location?: string;
  item?: string[];
  reason?: string;
  follow?: boolean;
}

@Command({
  name: 'backfill',
  arguments: '<source>',
  description: 'read rows of a source once more, while its stream goes on',
  subCommands: [
    BackfillStatusCommand,
    BackfillPauseCommand,
    BackfillResumeCommand,
    BackfillStopCommand,
  ],
})
export class BackfillCommand extends JsonCommand {
  async run([source = '']: string[], options: BackfillOptions): Promise<void> {
    const { table = [], location = null, item = [], reason, follow = false, json } = options;
    if (reason === undefined) {
      throw new CommandError(
        'Say why with --reason "…": whoever looks at it later will want to know',
      );
    }
    const { runBackfill } = await import('./run-backfill.js');
    const request = { source, tables: table, location, skus: item, reason };
    const backfill = await runBackfill(request, follow);
    await tell(backfill, json === true);
    if (backfill.state === 'failed' || backfill.problem !== null) process.exitCode = EXIT.failed;
  }

  @Option({ flags: '--table <name>', description: 'only this table; may be given several times' })
  parseTable(name: string, before: string[] = []): string[] {
    return [...before, name];
  }

  @Option({ flags: '--location <id>', description: 'only rows of this location of the policy' })
  parseLocation(id: string): string {
    return id;
  }

  @Option({
    flags: '--item <sku>',
    description: 'only rows of this item; may be given several times',
  })
  parseItem(sku: string, before: string[] = []): string[] {
    return [...before, sku];
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }

  @Option({ flags: '--follow', description: 'stay until the stages are through with every row' })
  parseFollow(): boolean {
    return true;
  }
}

async function tell(backfill: Backfill, json: boolean): Promise<void> {
  const { isOver, progressOf } = await import('./progress.js');
  const { drawBackfill } = await import('./draw-progress.js');
  const progress = progressOf(backfill, new Date());
  if (json) return printJson(progress);
  drawBackfill(progress).forEach(printLine);
  if (isOver(backfill)) return;
  printLine(`Its progress: shelfwire backfill status ${backfill.source} --follow`);
}
