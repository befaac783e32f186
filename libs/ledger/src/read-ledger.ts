import type { EntityManager } from 'typeorm';
import type { LedgerHead } from './chain.js';
import { CONTENT_SQL } from './content-sql.js';
import type { StoredLine } from './stored-line.js';

type Db = Pick<EntityManager, 'query'>;

/** What there is of a partition's ledger, all of one moment. */
export interface LedgerExtent {
  readonly partition: number;
  /** undefined when the partition has no line */
  readonly first: bigint | undefined;
  readonly last: bigint | undefined;
  readonly head: LedgerHead | undefined;
}

interface ExtentRow {
  partition: number;
  first: string | null;
  last: string | null;
  line: string | null;
  hash: string | null;
}

/** Steps from partition to partition by the key, so that the cost does not grow with the ledger. */
const EXTENTS = `
  WITH RECURSIVE stepped (partition) AS (
    SELECT min(partition) FROM ledger_line
    UNION ALL
    SELECT (SELECT min(l.partition) FROM ledger_line AS l WHERE l.partition > stepped.partition)
    FROM stepped WHERE stepped.partition IS NOT NULL
  ), known AS (
    SELECT partition FROM stepped WHERE partition IS NOT NULL
    UNION
    SELECT partition FROM ledger_head
  )
  SELECT known.partition,
    (SELECT min(line)::text FROM ledger_line AS l WHERE l.partition = known.partition) AS first,
    (SELECT max(line)::text FROM ledger_line AS l WHERE l.partition = known.partition) AS last,
    head.line::text AS line, encode(head.hash, 'hex') AS hash
  FROM known LEFT JOIN ledger_head AS head USING (partition)
  ORDER BY known.partition`;

export async function readExtents(db: Db): Promise<LedgerExtent[]> {
  const rows = await db.query<ExtentRow[]>(EXTENTS);
  return rows.map(({ partition, first, last, line, hash }) => ({
    partition,
    first: first === null ? undefined : BigInt(first),
    last: last === null ? undefined : BigInt(last),
    head: line === null || hash === null ? undefined : { partition, line: BigInt(line), hash },
  }));
}

/** Lines of one read. */
export const PAGE_LINES = 2_000n;

const LINES = `
  SELECT line::text AS line, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash,
         ${CONTENT_SQL} AS content
  FROM ledger_line WHERE partition = $1 AND line > $2 AND line <= $3
  ORDER BY ledger_line.line LIMIT ${PAGE_LINES}`;

/**
 * The lines of a span in order, at most a page of them.
 *
 * @param db a connection whose time zone is UTC
 */
export async function readLines(
  db: Db,
  partition: number,
  span: { readonly after: bigint; readonly upTo: bigint },
): Promise<StoredLine[]> {
  const parameters = [partition, span.after.toString(), span.upTo.toString()];
  const rows = await db.query<(Omit<StoredLine, 'line'> & { line: string })[]>(LINES, parameters);
  return rows.map((row) => ({ ...row, line: BigInt(row.line) }));
}
