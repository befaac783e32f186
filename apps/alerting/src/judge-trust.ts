import type { Finding } from './finding.js';

/** A source whose rows may be wrong until a snapshot has repaired them. */
export interface SourceInDoubt {
  readonly source: string;
  readonly reason: string | null;
  readonly since: Date;
  /** its snapshot is under way */
  readonly isRepaired: boolean;
}

/** Its locations sell nothing meanwhile, so this is as urgent as silence. */
export const doubtFindings = (sources: readonly SourceInDoubt[]): Finding[] =>
  sources.map(({ source, reason, since, isRepaired }) => ({
    kind: 'source_unverified',
    subject: source,
    source,
    severity: 'critical',
    summary: isRepaired
      ? `${source} is read anew (${reason ?? 'no reason given'}); its locations sell nothing until that is through`
      : `${source} is in doubt: ${reason ?? 'no reason given'}; mend its cause, then shelfwire resnapshot ${source}`,
    since,
  }));

/** Changes of one kind whose effect on stock cannot be told. */
export interface OpenReconciliations {
  readonly kind: string;
  readonly source: string;
  readonly count: number;
  readonly oldestAt: Date;
}

export const reconciliationFindings = (open: readonly OpenReconciliations[]): Finding[] =>
  open.map(({ kind, source, count, oldestAt }) => ({
    kind: 'reconciliation_exception',
    subject: `${source}/${kind}`,
    source,
    severity: 'warning',
    summary: `${count} changes of ${source} are ${kind}: their effect on stock is not counted; see reconciliation_exception, and count these items`,
    since: oldestAt,
  }));

/** What the newest comparison of a source's own levels with ours has left different. */
export interface LevelsDifferent {
  readonly source: string;
  readonly count: number;
  readonly at: Date;
}

export const differenceFindings = (sources: readonly LevelsDifferent[]): Finding[] =>
  sources.map(({ source, count, at }) => ({
    kind: 'levels_different',
    subject: source,
    source,
    severity: 'warning',
    summary: `${count} levels of ${source} are not what the source itself says; see shelfwire reconcile ${source}`,
    since: at,
  }));
