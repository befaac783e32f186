import type { Notification, NotifiedAlert } from './notification.js';

/** A long list helps nobody at night. */
const MOST_LINES = 20;

/** One line: what it is, how many, and whether it is over. */
export function titleOf({ kind, severity, open, over }: Notification): string {
  const alerts = open.length > 0 ? open : over;
  const word = open.length > 0 ? severity : 'over';
  const [first] = alerts;
  const subject = alerts.length === 1 ? `: ${first?.subject}` : ` (${alerts.length})`;
  return `[${word}] ${kind}${subject}`;
}

/** For people, a line each: what is open, what it means, what to do, what is over. */
export function linesOf({ open, over, muted }: Notification): readonly string[] {
  const [first] = open;
  return [
    ...listed(open.map(({ summary }) => summary)),
    ...(first ? [`${first.meaning} ${first.cure} See ${first.page}.`] : []),
    ...listed(muted.map((summary) => `Meanwhile: ${summary}`)),
    ...listed(over.map((alert) => `Over: ${nameOf(alert)}`)),
  ];
}

const nameOf = ({ kind, subject }: NotifiedAlert): string => `${kind} ${subject}`;

const listed = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} more; see GET /v1/alerts`];
