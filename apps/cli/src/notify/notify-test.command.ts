import { commandEnvironment, loadPolicy, nearest, readConfigFile } from '#config';
import { SubCommand } from 'nest-commander';
import { CommandError, EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import type { Tried } from './try-receivers.js';

@SubCommand({
  name: 'test',
  arguments: '[receiver]',
  description: 'send a test to every receiver of notifications, or to one; a second one ends it',
})
export class NotifyTestCommand extends JsonCommand {
  async run([only]: string[], { json = false }: JsonOption): Promise<void> {
    const { tryReceivers } = await import('./try-receivers.js');
    const env = commandEnvironment();
    const { notifications } = loadPolicy(readConfigFile(env), env);
    const receivers = Object.entries(notifications?.receivers ?? {});
    const chosen = receivers.filter(([name]) => only === undefined || name === only);
    if (chosen.length === 0) {
      throw new CommandError(
        nobody(
          only,
          receivers.map(([name]) => name),
        ),
      );
    }
    const tried = await tryReceivers(chosen, new Date());
    if (json) printJson(tried);
    else tried.forEach((one) => printLine(drawTried(one)));
    if (tried.some(({ ok }) => !ok)) process.exitCode = EXIT.failed;
  }
}

const drawTried = ({ receiver, ok, reason }: Tried): string =>
  ok ? `${receiver} took a test, and its end` : `${receiver} failed: ${reason}`;

function nobody(only: string | undefined, names: readonly string[]): string {
  if (only === undefined || names.length === 0) {
    return 'The policy has no receivers. Write them under notifications.receivers; docs/alerts.md says how.';
  }
  const near = nearest(only, names);
  const hint = near === undefined ? `It has ${names.join(', ')}.` : `Did you mean "${near}"?`;
  return `The policy has no receiver "${only}". ${hint}`;
}
