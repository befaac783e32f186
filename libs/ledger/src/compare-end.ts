import type { AnchorCheck } from './anchor-check.js';
import type { LedgerHead } from './chain.js';
import type { FollowedChain } from './stored-line.js';
import type { Tampering } from './tampering.js';

/** Whether a chain without faults ends where its head and the newest anchor say. */
export function compareEnd(
  chain: FollowedChain,
  head: LedgerHead | undefined,
  anchored: AnchorCheck,
): Tampering | undefined {
  if (anchored.newest > chain.line) return cutOff(chain, 'an anchor', anchored.newest);
  if (!head) {
    if (chain.line === 0n) return undefined;
    return { kind: 'head', line: chain.line, note: 'the partition has no head' };
  }
  if (head.line > chain.line) return cutOff(chain, 'the head', head.line);
  if (head.line < chain.line) return beyondHead(chain, head, anchored);
  if (head.hash === chain.hash) return undefined;
  return anchored.agreed === chain.line
    ? { kind: 'head', line: head.line, note: 'the head has another hash than line and anchor' }
    : { kind: 'edited', line: head.line, note: 'the head has another hash for it' };
}

const cutOff = (chain: FollowedChain, witness: string, line: bigint): Tampering => ({
  kind: 'cut_off',
  line: chain.line + 1n,
  note: `${witness} names line ${line}, the last one there is ${chain.line}`,
});

function beyondHead(chain: FollowedChain, head: LedgerHead, anchored: AnchorCheck): Tampering {
  if (anchored.agreed > head.line) {
    const note = `the head was set back: an anchor names line ${anchored.agreed}`;
    return { kind: 'head', line: head.line, note };
  }
  const note = `the head ends at line ${head.line}, lines go on to ${chain.line}`;
  return { kind: 'inserted', line: head.line + 1n, note };
}
