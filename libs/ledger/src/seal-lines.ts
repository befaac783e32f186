import { chainHash, type LedgerHead } from './chain.js';
import { contentOf } from './content.js';
import type { LedgerLine } from './ledger-line.js';

/** Lines with their numbers and hashes, and the head that they lead to. */
export interface SealedLines {
  /** rows of `ledger_line`, each as a JSON object */
  readonly rows: readonly string[];
  readonly head: LedgerHead;
}

/**
 * Numbers the lines on from the head and chains their hashes (promise I7). The sealed text is also what
 * the row is inserted from, so a line is turned into JSON once.
 */
export function sealLines(from: LedgerHead, lines: readonly LedgerLine[]): SealedLines {
  const { partition } = from;
  let { line, hash: previous } = from;
  const rows = lines.map((entry) => {
    line += 1n;
    const content = contentOf(partition, line, entry);
    const hash = chainHash(previous, content);
    const row = `${content.slice(0, -1)},"previous":"\\\\x${previous}","hash":"\\\\x${hash}"}`;
    previous = hash;
    return row;
  });
  return { rows, head: { partition, line, hash: previous } };
}
