import type { Notification } from './notification.js';

/** Tells that a receiver is reached; nothing is wrong. */
export function testNotification(at: Date): Notification {
  const alert = {
    kind: 'test',
    subject: 'notify test',
    fingerprint: `test-${at.getTime()}`,
    severity: 'warning',
    summary: 'A test by shelfwire notify test: this receiver is reached. Nothing is wrong.',
    meaning: 'Somebody tries the way that alerts go.',
    cure: 'Nothing is to be done.',
    page: 'docs/alerts.md#without-alertmanager',
    source: null,
    location: null,
    channel: null,
    since: at.toISOString(),
  };
  const { kind, fingerprint } = alert;
  return { kind, fingerprint, severity: 'warning', open: [alert], over: [], muted: [], round: 0 };
}

/** The end of it, so that no incident stays open. */
export const testIsOver = (test: Notification): Notification => ({
  ...test,
  open: [],
  over: test.open,
  round: 1,
});
