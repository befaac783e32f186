import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { Option, SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';

interface ControlOptions extends JsonOption {
  reason?: string;
}

abstract class ControlCommand extends JsonCommand {
  protected abstract readonly what: 'pause' | 'resume' | 'stop';

  async run([source = '']: string[], { json = false, reason }: ControlOptions): Promise<void> {
    const { what } = this;
    if (reason === undefined) throw new CommandError(`Say why with --reason "…"`);
    const { userInfo } = await import('node:os');
    const { controlBackfill } = await import('#connect');
    const { withStateDatabase } = await import('../audit/state-database.js');
    const env = commandEnvironment();
    const settings = readSettings(env);
    const policy = loadPolicy(settings.configFile, env);
    const request = { source, what, reason, askedBy: userInfo().username };
    const { id } = await withStateDatabase(settings.databaseUrl, (dataSource) =>
      controlBackfill(dataSource, settings, policy, request),
    );
    if (json) return printJson({ id, source, told: what });
    printLine(`The connector of ${source} is told to ${what} its backfill.`);
    printLine('Rows that it has read already still come.');
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }
}

@SubCommand({ name: 'pause', arguments: '<source>', description: "pause a source's backfill" })
export class BackfillPauseCommand extends ControlCommand {
  protected readonly what = 'pause';
}

@SubCommand({ name: 'resume', arguments: '<source>', description: 'go on with a paused backfill' })
export class BackfillResumeCommand extends ControlCommand {
  protected readonly what = 'resume';
}

@SubCommand({ name: 'stop', arguments: '<source>', description: "end a source's backfill" })
export class BackfillStopCommand extends ControlCommand {
  protected readonly what = 'stop';
}
