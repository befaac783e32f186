import { commandEnvironment, readSettings } from '#config';
import { Option, SubCommand } from 'nest-commander';
import { CommandError, EXIT, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { drawVerdict, verdictAsJson } from './draw-verdict.js';

interface Options extends JsonOption {
  partition?: number;
  heads?: string[];
  anchors?: boolean;
}

@SubCommand({
  name: 'verify',
  description:
    'recompute the hash chain of the ledger; names the first wrong line of each partition',
})
export class AuditVerifyCommand extends JsonCommand {
  async run(_: string[], options: Options): Promise<void> {
    const { json = false, partition, heads = [], anchors = true } = options;
    const { auditVerify } = await import('./audit-verify.js');
    const verdict = await auditVerify(readSettings(commandEnvironment()), {
      partition,
      heads,
      anchors,
    });
    if (!verdict.ok) process.exitCode = EXIT.failed;
    if (json) printJson(verdictAsJson(verdict));
    else drawVerdict(verdict).forEach(printLine);
  }

  @Option({ flags: '--partition <number>', description: 'only this one' })
  parsePartition(text: string): number {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new CommandError(`--partition is "${text}"; expected a whole number from 0`);
  }

  @Option({
    flags: '--heads <file...>',
    description: 'compare also with what "audit head --json" printed earlier',
  })
  parseHeads(file: string, earlier: string[] = []): string[] {
    return [...earlier, file];
  }

  @Option({
    flags: '--no-anchors',
    description:
      'do not ask Kafka for earlier heads: a ledger written anew as a whole is not found',
  })
  parseAnchors(): boolean {
    return false;
  }
}
