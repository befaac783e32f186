/** Which parked messages are meant; conditions that are left out admit all. */
export interface ParkedFilter {
  /** none: whatever the rest says */
  readonly ids: readonly string[];
  readonly source?: string | undefined;
  /** a table, or a whole topic */
  readonly table?: string | undefined;
  readonly code?: string | undefined;
  /** text that the key has in it */
  readonly key?: string | undefined;
  /** parked at least so long ago */
  readonly olderHours?: number | undefined;
}

/** As SQL over `parked_message`, with its parameters from $1 to $6. */
export function parkedCondition(filter: ParkedFilter): { where: string; values: unknown[] } {
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
