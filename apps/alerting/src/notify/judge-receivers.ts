import type { Finding } from '../finding.js';

/** A receiver of notifications that takes none. */
export interface FailingReceiver {
  readonly receiver: string;
  readonly since: Date;
}

/** What is over sooner is nobody's business. */
const PATIENCE_SECONDS = 300;

/** Whoever looks at the API, and every other receiver, must know that this one hears nothing. */
export const receiverFindings = (failing: readonly FailingReceiver[], now: Date): Finding[] =>
  failing
    .filter(({ since }) => now.getTime() - since.getTime() > PATIENCE_SECONDS * 1000)
    .map(({ receiver, since }) => ({
      kind: 'notification_failing',
      subject: receiver,
      severity: 'warning',
      summary: `${receiver} takes no notifications since ${since.toISOString()}; shelfwire notify test ${receiver}`,
      since,
    }));
