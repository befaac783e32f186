import type { Finding } from './finding.js';

/** Open exceptions of one kind at one channel. */
export interface OpenExceptions {
  readonly kind: string;
  readonly channel: string;
  readonly count: number;
  readonly oldestAt: Date;
}

/** An order exists, or may exist, that no stock answers for: somebody has to decide. */
export const exceptionFindings = (open: readonly OpenExceptions[]): Finding[] =>
  open.map(({ kind, channel, count, oldestAt }) => ({
    kind: 'claim_exception',
    subject: `${channel}/${kind}`,
    severity: 'warning',
    summary: `${count} orders or claims of ${channel} are ${kind}; see /v1/exceptions`,
    since: oldestAt,
  }));

/** A place where stock has fallen below what is claimed. */
export interface Overclaimed {
  readonly sku: string;
  readonly location: string;
  readonly availableBase: string;
  readonly claimed: string;
}

/** More was promised than is there: some order will not be served. */
export const overclaimedFindings = (places: readonly Overclaimed[], now: Date): Finding[] =>
  places.map(({ sku, location, availableBase, claimed }) => ({
    kind: 'stock_overclaimed',
    subject: `${sku}@${location}`,
    severity: 'critical',
    summary: `${sku} at ${location}: ${claimed} claimed, ${availableBase} there; it sells nothing until that is settled`,
    since: now,
  }));
