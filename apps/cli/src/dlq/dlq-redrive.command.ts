import { SubCommand } from 'nest-commander';
import { ChoosingCommand, type Choice } from './choosing-command.js';

@SubCommand({
  name: 'redrive',
  arguments: '[ids...]',
  description: "have the normalizer try parked messages again, by today's packs",
})
export class DlqRedriveCommand extends ChoosingCommand {
  run(ids: string[], options: Choice): Promise<void> {
    return this.decideOn(ids, options, { action: 'parked.redrive' });
  }
}
