import type { RowFact, Statement } from './facts.js';

/** All facts of one row, oldest first. */
export type RowStory = readonly RowFact[];

/** The count that stands, and until when it holds what had moved. */
interface Base {
  readonly amount: number;
  readonly holds: (fact: RowFact) => boolean;
  readonly takenAt: number;
  readonly firstAt: number;
}

/**
 * Thousandths at one spot: all levels, and what the newest count found with what has moved since then. A
 * row that is corrected after the count adds the correction only.
 */
export function standing(rows: readonly RowStory[], place: string, bucket: string): number {
  const amountIn = (says: Statement | null | undefined): number =>
    (says?.lines ?? [])
      .filter((line) => line.place === place && line.bucket === bucket)
      .reduce((sum, { amount }) => sum + amount, 0);
  const base = newestBase(rows, place, bucket, amountIn);
  const parts = rows.map((story) => partOf(story, rows, base, amountIn));
  return parts.reduce((total, part) => total + part, base?.amount ?? 0);
}

function partOf(
  story: RowStory,
  rows: readonly RowStory[],
  base: Base | undefined,
  amountIn: (says: Statement | null | undefined) => number,
): number {
  const now = story.at(-1)?.says ?? null;
  if (now?.what === 'level') return amountIn(now);
  if (now?.what === 'count' || isUnfounded(now, rows)) return 0;
  return moved(story, base, amountIn);
}

/** What the row has moved, less what it had moved by the time of the count. */
function moved(
  story: RowStory,
  base: Base | undefined,
  amountIn: (says: Statement | null | undefined) => number,
): number {
  const asMove = (says: Statement | null | undefined) =>
    says?.what === 'move' ? amountIn(says) : 0;
  const counted = base && story.findLast((fact) => base.holds(fact));
  return asMove(story.at(-1)?.says) - asMove(counted?.says);
}

function newestBase(
  rows: readonly RowStory[],
  place: string,
  bucket: string,
  amountIn: (says: Statement | null) => number,
): Base | undefined {
  const isCount = (says: Statement | null) =>
    says?.what === 'count' &&
    says.lines.some((line) => line.place === place && line.bucket === bucket);
  const bases = rows.flatMap((story): Base[] => {
    const last = story.at(-1);
    if (!last?.says || !isCount(last.says)) return [];
    const before = story.findLastIndex(({ says }) => !isCount(says));
    const first = story[before + 1] ?? last;
    const { takenAt } = last.says;
    const holds = (fact: RowFact) =>
      takenAt === null ? fact.at <= first.at : fact.time <= takenAt;
    const when = { takenAt: takenAt ?? first.time, firstAt: first.at };
    return [{ amount: amountIn(last.says), holds, ...when }];
  });
  return bases.sort((a, b) => b.takenAt - a.takenAt || b.firstAt - a.firstAt)[0];
}

/** A cancellation of a sale that nobody has seen. */
function isUnfounded(now: Statement | null, rows: readonly RowStory[]): boolean {
  if (now?.cause?.is !== 'cancellation') return false;
  const { id } = now.cause;
  return !rows.some((story) => {
    const cause = story.at(-1)?.says?.cause;
    return cause?.is === 'sale' && cause.id === id;
  });
}
