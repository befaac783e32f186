import { chainHash, GENESIS } from './chain.js';

/** A line as the database gives it back. */
export interface StoredLine {
  readonly line: bigint;
  /** 64 hex digits each */
  readonly previous: string;
  readonly hash: string;
  /** canonical text */
  readonly content: string;
}

/** Whether the line's own hash fits its content, wherever it stands. */
export const isIntact = (row: StoredLine): boolean =>
  chainHash(row.previous, row.content) === row.hash;

/** Whether the hash fits once the line is given another number: it was sealed as that one. */
export const wasSealedAs = (row: StoredLine, line: bigint): boolean =>
  chainHash(row.previous, renumbered(row, line)) === row.hash;

/** The canonical text with another line number. */
export const renumbered = ({ line, content }: StoredLine, to: bigint): string =>
  content.replace(`"line":"${line}"`, `"line":"${to}"`);

/** How far a chain has been followed without a fault. */
export class FollowedChain {
  line = 0n;
  hash = GENESIS;

  /**
   * Takes one step.
   *
   * @returns false when the row is not the next line, or its hash does not fit
   */
  follow(row: StoredLine): boolean {
    if (row.line !== this.line + 1n || row.previous !== this.hash || !isIntact(row)) return false;
    this.line = row.line;
    this.hash = row.hash;
    return true;
  }
}
