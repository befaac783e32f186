import { commandEnvironment, readSettings } from '#config';
import { SubCommand } from 'nest-commander';
import { printJson, printLine } from '../terminal/print.js';
import { ChoosingCommand, filterOf, type Choice } from './choosing-command.js';
import { asJson, drawList } from './draw-parked.js';

/** What nobody has decided on for good. */
const OPEN = ['parked', 'redriving'];
const EVERY = [...OPEN, 'redriven', 'discarded', 'superseded'];
const MOST = 500;

@SubCommand({
  name: 'ls',
  description: 'list what is parked, oldest first; --all: also what was decided on',
})
export class DlqLsCommand extends ChoosingCommand {
  async run(_: string[], options: Choice): Promise<void> {
    const { withParked, readParked } = await import('./parked-store.js');
    const { json = false, all = false } = options;
    const filter = filterOf([], options);
    const { databaseUrl } = readSettings(commandEnvironment());
    const found = await withParked(databaseUrl, (dataSource) =>
      readParked(dataSource, filter, all ? EVERY : OPEN, MOST),
    );
    if (json) printJson(found.map(asJson));
    else drawList(found, new Date()).forEach(printLine);
  }
}
