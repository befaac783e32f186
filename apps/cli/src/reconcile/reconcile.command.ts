import { Command, Option } from 'nest-commander';
import { EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';

interface ReconcileOptions extends JsonOption {
  fix?: boolean;
  reason?: string;
}

@Command({
  name: 'reconcile',
  arguments: '[source]',
  description: "compare sources' own levels with what is kept of them, and mend what differs",
})
export class ReconcileCommand extends JsonCommand {
  async run([source]: string[], options: ReconcileOptions): Promise<void> {
    const { json = false, fix = false, reason = 'asked for by a person' } = options;
    const { runReconcile } = await import('./run-reconcile.js');
    const { reconciledJson } = await import('#connect');
    const { drawReconciled } = await import('./draw-reconciled.js');
    const results = await runReconcile(source, { fix, reason });
    if (json) printJson(results.map(reconciledJson));
    else results.flatMap(drawReconciled).forEach(printLine);
    const isLeft = results.some(({ differences }) => differences.some(({ mended }) => !mended));
    if (isLeft) process.exitCode = EXIT.failed;
  }

  @Option({ flags: '--fix', description: 'read the rows of items that differ once more' })
  parseFix(): boolean {
    return true;
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(text: string): string {
    return text;
  }
}
