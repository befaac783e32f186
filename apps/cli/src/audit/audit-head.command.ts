import { commandEnvironment, readSettings } from '#config';
import { SubCommand } from 'nest-commander';
import { JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { table } from '../terminal/table.js';
import type { CopiedHead } from './copied-heads.js';

@SubCommand({
  name: 'head',
  description: "print the head of each partition's ledger, to be kept where nobody can change it",
})
export class AuditHeadCommand extends JsonCommand {
  async run(_: string[], { json = false }: JsonOption): Promise<void> {
    const { withStateDatabase } = await import('./state-database.js');
    const { readCopyOfHeads } = await import('./copied-heads.js');
    const { databaseUrl } = readSettings(commandEnvironment());
    const heads = await withStateDatabase(databaseUrl, readCopyOfHeads);
    if (json) printJson(heads);
    else table(['PARTITION', 'LINE', 'SEALED', 'HASH'], heads.map(cells)).forEach(printLine);
  }
}

const cells = ({ partition, line, hash, sealedAt }: CopiedHead): string[] => [
  String(partition),
  line,
  sealedAt,
  hash,
];
