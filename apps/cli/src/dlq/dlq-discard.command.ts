import { SubCommand } from 'nest-commander';
import { ChoosingCommand, type Choice } from './choosing-command.js';

@SubCommand({
  name: 'discard',
  arguments: '[ids...]',
  description: 'set parked messages aside for good; their bytes are kept',
})
export class DlqDiscardCommand extends ChoosingCommand {
  run(ids: string[], options: Choice): Promise<void> {
    return this.decideOn(ids, options, { action: 'parked.discard' });
  }
}
