import { commandEnvironment, readSettings } from '#config';
import { SubCommand } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { asJson, drawMessage } from './draw-parked.js';
import { requireChoice } from './require-choice.js';

const EVERY = ['parked', 'redriving', 'redriven', 'discarded', 'superseded'];

@SubCommand({
  name: 'show',
  arguments: '<id>',
  description: 'a parked message: why, since when, what to do, and its bytes',
})
export class DlqShowCommand extends JsonCommand {
  async run([id = '']: string[], { json = false }: JsonOption): Promise<void> {
    const { withParked, readParked } = await import('./parked-store.js');
    const filter = { ids: [id] };
    requireChoice(filter);
    const { databaseUrl } = readSettings(commandEnvironment());
    const [message] = await withParked(databaseUrl, (dataSource) =>
      readParked(dataSource, filter, EVERY, 1),
    );
    if (!message) {
      throw new CommandError(
        `There is no parked message ${id}; shelfwire dlq ls --all names them.`,
      );
    }
    if (json) printJson(asJson(message));
    else drawMessage(message).forEach(printLine);
  }
}
