import type { LedgerHead } from './chain.js';
import type { StoredLine } from './stored-line.js';
import type { Tampering } from './tampering.js';

/** Holds the lines, as they go by in order, against heads that were copied out of the database's reach. */
export class AnchorCheck {
  private readonly anchors: readonly LedgerHead[];
  private next = 0;
  /** newest anchored line that still has its hash; 0: none */
  agreed = 0n;

  constructor(anchors: readonly LedgerHead[]) {
    this.anchors = anchors.toSorted((a, b) => (a.line < b.line ? -1 : 1));
  }

  /** Line of the newest anchor. */
  get newest(): bigint {
    return this.anchors.at(-1)?.line ?? 0n;
  }

  compare({ line, hash }: StoredLine): Tampering | undefined {
    let anchor = this.anchors[this.next];
    while (anchor !== undefined && anchor.line <= line) {
      if (anchor.line === line && anchor.hash !== hash) return this.conflict(line);
      if (anchor.line === line) this.agreed = line;
      this.next += 1;
      anchor = this.anchors[this.next];
    }
    return undefined;
  }

  private conflict(line: bigint): Tampering {
    const since = this.agreed === 0n ? 'from the beginning on' : `after line ${this.agreed}`;
    const note = `its hash differs from the anchored one: the ledger was written anew ${since}`;
    return { kind: 'rewritten', line, note };
  }
}
