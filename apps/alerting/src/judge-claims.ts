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
    channel,
    severity: 'warning',
    summary: `${count} orders or claims of ${channel} are ${kind}; see /v1/exceptions`,
    since: oldestAt,
  }));

/** Orders of one channel whose promised date has passed. */
export interface OverduePromises {
  readonly channel: string;
  readonly count: number;
  /** the day after the earliest promised date */
  readonly since: Date;
}

/** A customer was told a date, and nothing came by then. */
export const overdueFindings = (overdue: readonly OverduePromises[]): Finding[] =>
  overdue.map(({ channel, count, since }) => ({
    kind: 'promise_overdue',
    subject: channel,
    channel,
    severity: 'warning',
    summary: `${count} order lines of ${channel} wait beyond the date that they were promised`,
    since,
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
    location,
    severity: 'critical',
    summary: `${sku} at ${location}: ${claimed} claimed, ${availableBase} there; it sells nothing until that is settled`,
    since: now,
  }));
