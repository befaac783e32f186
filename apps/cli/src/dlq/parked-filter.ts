import { CommandError } from '../command.js';

/** Which parked messages a command is about. */
export interface ParkedFilter {
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly source?: string | undefined;
  readonly table?: string | undefined;
  readonly code?: string | undefined;
  readonly key?: string | undefined;
  /** parked at least so long ago */
  readonly olderHours?: number | undefined;
}

const hasCondition = ({ source, table, code, key, olderHours }: ParkedFilter): boolean =>
  [source, table, code, key, olderHours].some((condition) => condition !== undefined);

/** @throws CommandError for a change of everything that nobody asked for, and for ids that are none */
export function requireChoice(filter: ParkedFilter): void {
  const odd = filter.ids.find((id) => !/^\d{1,18}$/.test(id));
  if (odd !== undefined) throw new CommandError(`"${odd}" is no id; shelfwire dlq ls names them`);
  if (filter.ids.length > 0 || filter.all || hasCondition(filter)) return;
  throw new CommandError(
    'Which messages? Name ids, or --source, --table, --code, --key, --older, or --all.',
  );
}

/** As SQL over `parked_message`, with its parameters from $1 on. */
export function conditionOf(filter: ParkedFilter): { where: string; values: unknown[] } {
  const { ids, source, table, code, key, olderHours } = filter;
  return {
    where: `($1::bigint[] IS NULL OR id = ANY ($1::bigint[]))
      AND ($2::text IS NULL OR topic ~ ('(^|[.])' || 'cdc[.]' || $2 || '[.]'))
      AND ($3::text IS NULL OR topic = $3 OR right(topic, length($3) + 1) = '.' || $3)
      AND ($4::text IS NULL OR code = $4)
      AND ($5::text IS NULL OR position(convert_to($5, 'UTF8') IN key) > 0)
      AND ($6::float8 IS NULL OR parked_at < now() - make_interval(secs => $6::float8 * 3600))`,
    values: [
      ids.length > 0 ? ids : null,
      source ?? null,
      table ?? null,
      code ?? null,
      key ?? null,
      olderHours ?? null,
    ],
  };
}
