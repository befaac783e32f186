import { commandEnvironment, loadPolicy, readSettings } from '#config';
import type { Plan } from '#plan';
import { Command, Option } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { coloured } from '../plan/colour-plan.js';
import { drawPlan } from '../plan/draw-plan.js';
import { printJson, printLine } from '../terminal/print.js';
import type { Applied } from './carry-out.js';

interface ApplyOptions extends JsonOption {
  /** true: every step */
  approve?: true | string[];
  reason?: string;
}

@Command({
  name: 'apply',
  description: 'do what plan shows: tables, topics and connectors; run again, it does nothing',
})
export class ApplyCommand extends JsonCommand {
  async run(_: string[], { json = false, approve = [], reason }: ApplyOptions): Promise<void> {
    const { apply } = await import('./apply.js');
    const env = commandEnvironment();
    const settings = readSettings(env);
    const shown: Plan[] = [];
    const applied = await apply(settings, loadPolicy(settings.configFile, env), {
      approval: approve === true ? 'all' : approve,
      reason,
      show: (plan) => {
        shown.push(plan);
        if (!json) coloured(drawPlan(plan), process.stdout, env).forEach(printLine);
      },
    });
    if (json) printJson({ ...applied, plan: shown[0] });
    else ['', ...describe(applied)].forEach(printLine);
  }

  @Option({
    flags: '--approve [steps...]',
    description: 'do what loses something as well: every such step, or those named',
  })
  parseApprove(step: string, earlier: string[] = []): string[] {
    return [...earlier, step];
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }
}

function describe({ migrations, topics, connectors }: Applied): string[] {
  const count = (things: readonly string[], what: string) =>
    things.length === 0 ? `${what}: nothing to do` : `${what}: ${things.join(', ')}`;
  return [
    count(migrations, 'migrations'),
    count(topics, 'topics created'),
    ...Object.entries(connectors).map(([name, result]) => `connector ${name}: ${result}`),
  ];
}
