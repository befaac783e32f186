import { hash } from 'node:crypto';

/** The last line of a partition's chain. `line` is 0 while there is none. */
export interface LedgerHead {
  readonly partition: number;
  readonly line: bigint;
  /** 64 hex digits */
  readonly hash: string;
}

/** What the first line of a partition follows. */
export const GENESIS = '0'.repeat(64);

export const emptyHead = (partition: number): LedgerHead => ({
  partition,
  line: 0n,
  hash: GENESIS,
});

/**
 * The hash of a line: SHA-256 over the hex digits of the hash before it, followed by its canonical text,
 * UTF-8.
 *
 * @returns 64 hex digits
 */
export const chainHash = (previous: string, content: string): string =>
  hash('sha256', previous + content, 'hex');
