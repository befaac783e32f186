import type { EntityManager } from 'typeorm';
import { AnchorCheck } from './anchor-check.js';
import type { LedgerHead } from './chain.js';
import { compareEnd } from './compare-end.js';
import { nameTampering } from './name-tampering.js';
import { PAGE_LINES, readLines, type LedgerExtent } from './read-ledger.js';
import { FollowedChain, type StoredLine } from './stored-line.js';
import type { Tampering } from './tampering.js';

type Db = Pick<EntityManager, 'query'>;

/** Lines before a fault that are looked at again, to say what was done. */
const EARLIER_LINES = 1_000n;

export interface PartitionCheck {
  readonly extent: LedgerExtent;
  /** heads that were copied out of the database's reach, in any order */
  readonly anchors: readonly LedgerHead[];
  /** called after each page, with the number of its lines */
  readonly onLines: (count: number) => void;
}

/**
 * Recomputes a partition's chain and compares its end with the head and with the anchors (promise I7).
 *
 * @param db a connection whose time zone is UTC
 * @returns the first fault, or undefined when there is none
 */
export async function verifyPartition(
  db: Db,
  { extent, anchors, onLines }: PartitionCheck,
): Promise<Tampering | undefined> {
  const { first = 1n, head } = extent;
  if (first < 1n) return { kind: 'inserted', line: first, note: 'lines begin at 1' };
  const chain = new FollowedChain();
  const anchored = new AnchorCheck(anchors);
  for await (const rows of pagesOf(db, extent)) {
    const fault = followPage(rows, chain, anchored);
    if (fault === 'broken') break;
    if (fault) return fault;
    onLines(rows.length);
  }
  return (await faultAfter(db, extent, chain)) ?? compareEnd(chain, head, anchored);
}

function followPage(
  rows: readonly StoredLine[],
  chain: FollowedChain,
  anchored: AnchorCheck,
): Tampering | 'broken' | undefined {
  for (const row of rows) {
    if (!chain.follow(row)) return 'broken';
    const conflict = anchored.compare(row);
    if (conflict) return conflict;
  }
  return undefined;
}

/**
 * The lines of the extent and none that were written since: the head does not know those. The next page is
 * read while the one before is looked at.
 */
async function* pagesOf(
  db: Db,
  { partition, last = 0n }: LedgerExtent,
): AsyncGenerator<readonly StoredLine[]> {
  const pageAfter = (after: bigint): Promise<StoredLine[]> =>
    readLines(db, partition, { after, upTo: least(after + PAGE_LINES, last) });
  let next = pageAfter(0n);
  try {
    for (let after = PAGE_LINES; ; after += PAGE_LINES) {
      const rows = await next;
      if (after < last) next = pageAfter(after);
      yield rows;
      if (after >= last) return;
    }
  } finally {
    await next.catch(() => undefined);
  }
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** What is wrong with the first line that the chain did not reach; undefined when it reached them all. */
async function faultAfter(
  db: Db,
  { partition, last = 0n, head }: LedgerExtent,
  chain: FollowedChain,
): Promise<Tampering | undefined> {
  if (chain.line >= last) return undefined;
  const [row, ...more] = await readLines(db, partition, { after: chain.line, upTo: last });
  if (!row) return undefined;
  const before = { after: chain.line - EARLIER_LINES, upTo: chain.line };
  return nameTampering({
    expected: chain.line + 1n,
    previous: chain.hash,
    earlier: await readLines(db, partition, before),
    rows: [row, ...more],
    head: head ?? { line: 0n, hash: '' },
  });
}
