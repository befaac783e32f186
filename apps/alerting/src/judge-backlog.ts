import type { Finding } from './finding.js';

/** Messages parked lately, by stage and code. */
export interface ParkedLately {
  readonly stage: string;
  readonly code: string;
  readonly count: number;
  readonly oldestAt: Date;
}

/** New poison is a change of the source that nobody told us about, or a fault of ours. */
export const parkedFindings = (parked: readonly ParkedLately[]): Finding[] =>
  parked.map(({ stage, code, oldestAt }) => ({
    kind: 'parked_growing',
    subject: `${stage}/${code}`,
    severity: 'warning',
    summary: `the ${stage} parks messages as ${code}; see /v1/parked for their keys and reasons`,
    since: oldestAt,
  }));

/** The oldest change of a source that waits for a reference. */
export interface OldestWaiting {
  readonly source: string;
  readonly awaits: string;
  readonly since: Date;
}

/** How long a change may wait for its reference row before somebody hears about it. */
const PATIENCE_SECONDS = 300;

export const waitingFindings = (waiting: readonly OldestWaiting[], now: Date): Finding[] =>
  waiting
    .filter(({ since }) => now.getTime() - since.getTime() > PATIENCE_SECONDS * 1000)
    .map(({ source, awaits, since }) => ({
      kind: 'change_waiting',
      subject: source,
      source,
      severity: 'warning',
      summary: `a change of ${source} has waited for ${awaits} since ${since.toISOString()}; see /v1/waiting`,
      since,
    }));
