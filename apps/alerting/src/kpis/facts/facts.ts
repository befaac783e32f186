/**
 * A query for facts of one day: rows of measure, part, amount, and what they count for.
 * `in_all`: for the whole business; `location`, `source`, `vendor`: for that, unless null; `channels`: for
 * each of them.
 */
export type Facts = string;

/** The columns of a query for facts, in their order. */
export interface CountsFor {
  readonly inAll?: string;
  readonly location?: string;
  readonly channels?: string;
  readonly source?: string;
  readonly vendor?: string;
}

export const countsFor = ({
  inAll = 'true',
  location = 'NULL',
  channels = "'{}'",
  source = 'NULL',
  vendor = 'NULL',
}: CountsFor): string =>
  `${inAll}::boolean AS in_all, ${location}::text AS location, ${channels}::text[] AS channels,
   ${source}::text AS source, ${vendor}::text AS vendor`;
