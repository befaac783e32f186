import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { Command, Option } from 'nest-commander';
import { EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { table } from '../terminal/table.js';
import { coloured } from './colour-plan.js';
import { drawPlan } from './draw-plan.js';

interface PlanOptions extends JsonOption {
  exitCode?: boolean;
  history?: boolean;
}

@Command({
  name: 'plan',
  description: 'show what apply would change, and what that would lose; writes nothing',
})
export class PlanCommand extends JsonCommand {
  async run(_: string[], options: PlanOptions): Promise<void> {
    const { withStateDatabase } = await import('../apply/with-state-database.js');
    const { makePlan } = await import('#plan');
    const env = commandEnvironment();
    const settings = readSettings(env);
    if (options.history === true) return this.tellHistory(settings.databaseUrl, options);
    const policy = loadPolicy(settings.configFile, env);
    const plan = await withStateDatabase(settings.databaseUrl, (dataSource) =>
      makePlan(dataSource, settings, policy),
    );
    if (options.exitCode === true && plan.steps.length > 0) process.exitCode = EXIT.failed;
    if (options.json === true) printJson(plan);
    else coloured(drawPlan(plan), process.stdout, env).forEach(printLine);
  }

  private async tellHistory(databaseUrl: string, { json = false }: JsonOption): Promise<void> {
    const { withStateDatabase } = await import('../apply/with-state-database.js');
    const { readHistory } = await import('#plan');
    const versions = await withStateDatabase(databaseUrl, readHistory);
    if (json) return printJson(versions);
    if (versions.length === 0) return printLine('Nothing was applied yet.');
    const rows = versions.map((each) => [
      each.version,
      each.policyVersion,
      each.appliedAt,
      each.appliedBy,
    ]);
    table(['VERSION', 'POLICY', 'APPLIED', 'BY'], rows).forEach(printLine);
  }

  @Option({ flags: '--exit-code', description: 'end with 1 when there is something to do' })
  parseExitCode(): boolean {
    return true;
  }

  @Option({ flags: '--history', description: 'list the versions that were applied, newest first' })
  parseHistory(): boolean {
    return true;
  }
}
