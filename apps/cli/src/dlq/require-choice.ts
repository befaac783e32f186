import type { ParkedFilter } from '#storage';
import { CommandError } from '../command.js';

const hasCondition = ({ source, table, code, key, olderHours }: ParkedFilter): boolean =>
  [source, table, code, key, olderHours].some((condition) => condition !== undefined);

/**
 * @param all whether every message is meant
 * @throws CommandError for a change of everything that nobody asked for, and for ids that are none
 */
export function requireChoice(filter: ParkedFilter, all = false): void {
  const odd = filter.ids.find((id) => !/^\d{1,18}$/.test(id));
  if (odd !== undefined) throw new CommandError(`"${odd}" is no id; shelfwire dlq ls names them`);
  if (filter.ids.length > 0 || all || hasCondition(filter)) return;
  throw new CommandError(
    'Which messages? Name ids, or --source, --table, --code, --key, --older, or --all.',
  );
}
