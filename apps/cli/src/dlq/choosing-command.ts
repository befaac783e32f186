import { commandEnvironment, readSettings } from '#config';
import { Option } from 'nest-commander';
import { CommandError, JsonCommand, type JsonOption } from '../command.js';
import { printJson, printLine } from '../terminal/print.js';
import { requireChoice, type ParkedFilter } from './parked-filter.js';
import type { Decision, ParkedMessage } from './parked-store.js';

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

/** At once: whoever has more calls again. */
const MOST = 10_000;

/** What commands have in common that choose among parked messages. */
export abstract class ChoosingCommand extends JsonCommand {
  /** Decides on the messages that the options choose, or with --dry-run tells which those are. */
  protected async decideOn(ids: string[], options: Choice, decision: Omit<Decision, 'reason'>) {
    const { withParked, readParked, decide } = await import('./parked-store.js');
    const { json = false, dryRun = false, reason = '' } = options;
    const filter = filterOf(ids, options);
    requireChoice(filter);
    if (!dryRun && reason === '') throw new CommandError('Say why, with --reason <text>.');
    const { databaseUrl } = readSettings(commandEnvironment());
    const { stage } = decision;
    const decided = await withParked(databaseUrl, async (dataSource) => {
      const found = await readParked(dataSource, filter, ['parked'], MOST);
      const able = found.filter((message) => stage === undefined || message.stage === stage);
      return dryRun ? idsOf(able) : decide(dataSource, able, { ...decision, reason });
    });
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
  const { all = false, older, source, table, code, key } = options;
  return { ids, all, source, table, code, key, olderHours: older };
};

const idsOf = (messages: readonly ParkedMessage[]): string[] => messages.map(({ id }) => id);

const WORDS = {
  'parked.redrive': 'tried again',
  'parked.discard': 'discarded',
  'parked.edit': 'edited',
} as const;
