import { chainHash, GENESIS } from './chain.js';
import { isIntact, renumbered, wasSealedAs, type StoredLine } from './stored-line.js';
import type { Tampering } from './tampering.js';

/** Where a chain stops to fit. */
export interface Fault {
  /** the next line's number, and the hash of the line before it */
  readonly expected: bigint;
  readonly previous: string;
  /** the lines before, as many as may tell something, in order */
  readonly earlier: readonly StoredLine[];
  /** the lines from there on, in order of their numbers; at least one */
  readonly rows: readonly [StoredLine, ...StoredLine[]];
  /** what the partition's head says of its last line */
  readonly head: { readonly line: bigint; readonly hash: string };
}

/** How many lines in a row may be missing with those after them renumbered, and still be counted. */
const MOST_RENUMBERED = 1_000n;

/** Says what was done to the line at which a chain stops to fit. */
export function nameTampering(fault: Fault): Tampering {
  const { expected, rows } = fault;
  const [row] = rows;
  if (row.line < expected) return { kind: 'inserted', line: row.line, note: 'lines begin at 1' };
  if (row.line > expected) return gap(fault, row);
  return isIntact(row) ? brokenLink(fault, row) : brokenSeal(fault, row);
}

function gap({ expected, previous, rows }: Fault, row: StoredLine): Tampering {
  const moved = rows.find((other) => other.previous === previous && wasSealedAs(other, expected));
  if (moved) return reordered(expected, moved);
  const count = row.line - expected;
  const note = count === 1n ? 'the line is missing' : `${count} lines are missing`;
  return { kind: 'removed', line: expected, note };
}

/** The row is sound by itself, but follows another line than the one before it. */
function brokenLink(fault: Fault, row: StoredLine): Tampering {
  const { expected } = fault;
  if (expected > 1n && isFollowed(fault, row)) {
    const note = `it has a new hash, but line ${expected} still follows the old one`;
    return { kind: 'edited', line: expected - 1n, note };
  }
  return {
    kind: 'edited',
    line: expected,
    note: 'it was sealed anew, but follows another line than the one before it',
  };
}

/** Whether the next line, or the head behind the last one, has the row's hash. */
function isFollowed({ rows, head }: Fault, row: StoredLine): boolean {
  const next = rows[1];
  if (next) return next.line === row.line + 1n && next.previous === row.hash;
  return head.line === row.line && head.hash === row.hash;
}

function brokenSeal(fault: Fault, row: StoredLine): Tampering {
  const { expected, previous, rows } = fault;
  const pushedFrom = earlierNumber(fault, row);
  if (pushedFrom !== undefined) return inserted(pushedFrom, row);
  const swapped = rows.find(
    (other) => other !== row && chainHash(previous, renumbered(other, expected)) === row.hash,
  );
  if (swapped) return reordered(expected, swapped);
  const original = rows.find(
    (other) => other.previous === previous && wasSealedAs(other, expected),
  );
  if (original) {
    return isFromElsewhere(fault, row, original)
      ? reordered(expected, original)
      : inserted(expected, original);
  }
  const sealedAs = laterNumber(row);
  if (sealedAs !== undefined) {
    const note = `${sealedAs - expected} missing, the lines after it were renumbered`;
    return { kind: 'removed', line: expected, note };
  }
  return { kind: 'edited', line: expected, note: 'its content does not fit its hash' };
}

/** Whether the row is a true line of another place: then places were exchanged, and nothing was added. */
function isFromElsewhere(
  { expected, rows }: Fault,
  row: StoredLine,
  original: StoredLine,
): boolean {
  const before = rows.find(({ hash }) => hash === row.previous);
  const candidates = [expected + 1n, original.line];
  if (before) candidates.push(before.line, before.line + 1n);
  return candidates.some((line) => wasSealedAs(row, line));
}

/** The number that the row was sealed as, when others with seals of their own were put before it. */
function earlierNumber({ earlier, expected }: Fault, row: StoredLine): bigint | undefined {
  const before = earlier.find(({ hash }) => hash === row.previous);
  const line = row.previous === GENESIS ? 1n : (before?.line ?? expected) + 1n;
  return line < expected && wasSealedAs(row, line) ? line : undefined;
}

function laterNumber(row: StoredLine): bigint | undefined {
  for (let line = row.line + 1n; line <= row.line + MOST_RENUMBERED; line += 1n) {
    if (wasSealedAs(row, line)) return line;
  }
  return undefined;
}

const inserted = (line: bigint, original: StoredLine): Tampering => ({
  kind: 'inserted',
  line,
  note: `the lines after it were renumbered; what was sealed as line ${line} is now ${original.line}`,
});

const reordered = (line: bigint, found: StoredLine): Tampering => ({
  kind: 'reordered',
  line,
  note: `what was sealed as line ${line} is found at line ${found.line}`,
});
