import { commandEnvironment, readSettings } from '#config';
import type { ParkedDecision, ParkedFilter } from '#storage';
import { Option } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';
import { printJson, printLine } from '../terminal/print.js';
import { requireChoice } from './require-choice.js';

export interface Choice extends JsonOption {
  all?: boolean;
  source?: string;
  table?: string;
  code?: string;
  key?: string;
  older?: number;
  dryRun?: boolean;
  reason?: string;
}

/** What commands have in common that choose among parked messages. */
export abstract class ChoosingCommand extends JsonCommand {
  /** Decides on the messages that the options choose, or with --dry-run tells which those are. */
  protected async decideOn(ids: string[], options: Choice, decision: ParkedDecision) {
    const { chosenParked, decideParked } = await import('#storage');
    const { withParked } = await import('./parked-store.js');
    const { json = false, dryRun = false, reason = '' } = options;
    const filter = filterOf(ids, options);
    requireChoice(filter, options.all);
    if (!dryRun && reason === '') throw new CommandError('Say why, with --reason <text>.');
    const voice = { actor: loginOfCaller(), reason };
    const { databaseUrl } = readSettings(commandEnvironment());
    const decided = await withParked(databaseUrl, ({ manager }) =>
      dryRun
        ? chosenParked(manager, filter, decision.action)
        : manager.transaction((db) => decideParked(db, filter, decision, voice)),
    );
    const done = dryRun ? 'would be' : 'are';
    if (json) printJson({ action: decision.action, dryRun, ids: decided });
    else
      printLine(
        `${decided.length} ${done} ${WORDS[decision.action]}: ${decided.join(', ') || '-'}`,
      );
  }

  @Option({ flags: '--all', description: 'every parked message' })
  parseAll(): boolean {
    return true;
  }

  @Option({ flags: '--source <name>', description: 'of this source' })
  parseSource(given: string): string {
    return given;
  }

  @Option({ flags: '--table <name>', description: 'of this table or topic' })
  parseTable(given: string): string {
    return given;
  }

  @Option({ flags: '--code <code>', description: 'parked under this code' })
  parseCode(given: string): string {
    return given;
  }

  @Option({ flags: '--key <text>', description: 'whose key has this text in it' })
  parseKey(given: string): string {
    return given;
  }

  @Option({ flags: '--older <hours>', description: 'parked at least so long ago' })
  parseOlder(given: string): number {
    if (/^\d+(\.\d+)?$/.test(given)) return Number(given);
    throw new CommandError(`--older is "${given}"; expected hours, such as 24`);
  }

  @Option({ flags: '--dry-run', description: 'tell which messages those are, and change nothing' })
  parseDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--reason <text>', description: 'why, for whoever looks at it later' })
  parseReason(given: string): string {
    return given;
  }
}

export const filterOf = (ids: readonly string[], options: Choice): ParkedFilter => {
  const { older, source, table, code, key } = options;
  return { ids, source, table, code, key, olderHours: older };
};

const WORDS = {
  'parked.redrive': 'tried again',
  'parked.discard': 'discarded',
  'parked.edit': 'edited',
} as const;
