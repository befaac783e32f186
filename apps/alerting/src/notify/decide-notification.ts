import type { NotificationPolicy } from '#config';
import type { Group, SeenAlert, ToldAlert } from './group-state.js';

export type NotifyTimes = Omit<NotificationPolicy, 'receivers'>;

export type Decision =
  /** nothing is open and everybody knows */
  | { readonly kind: 'forget' }
  | { readonly kind: 'wait'; readonly waitingSince: Date | null }
  | {
      readonly kind: 'tell';
      /** open, or over for too short a time to be told as over */
      readonly open: readonly SeenAlert[];
      readonly over: readonly ToldAlert[];
    };

/**
 * Whether a receiver is told of a group now. What it is told follows from what is so, never from what
 * happened: alerts that came and went while it did not listen are no news to it.
 */
export function decideNotification(group: Group, times: NotifyTimes, now: Date): Decision {
  const { seen, told } = group;
  const isUntold = (alert: SeenAlert) => !told.some((one) => covers(one, alert));
  const untold = seen.filter(isUntold);
  const over = told.filter(({ subject }) => !seen.some((alert) => alert.subject === subject));
  if (told.length === 0 && untold.length === 0) return { kind: 'forget' };
  const waitingSince = waitingSinceOf(group, untold, now);
  if (group.isMuted || isLater(group.state.notBefore, now)) return { kind: 'wait', waitingSince };
  const news = untold.filter(isLoud);
  const known = seen.filter((alert) => !isUntold(alert));
  const due = [
    ...(news.length > 0 ? [newsDue(group, news, waitingSince ?? now, times)] : []),
    ...(over.length > 0 ? [intervalEnd(group, times)] : []),
    ...(known.some(isLoud) ? [repeatDue(group, known, times)] : []),
  ];
  if (Math.min(...due) > now.getTime()) return { kind: 'wait', waitingSince };
  return { kind: 'tell', open: [...known, ...news], over };
}

const waitingSinceOf = ({ state }: Group, untold: readonly SeenAlert[], now: Date): Date | null =>
  untold.length === 0 ? null : (state.waitingSince ?? now);

const isOpen = ({ resolvedAt }: SeenAlert): boolean => resolvedAt === null;

/** Open, and nobody has said that they have seen it. */
const isLoud = (alert: SeenAlert): boolean => isOpen(alert) && !alert.isSilenced;

const isLater = (at: Date | null, now: Date): boolean => at !== null && at > now;

/** What was told of a warning does not cover that it became critical. */
const covers = (told: ToldAlert, { subject, severity }: SeenAlert): boolean =>
  told.subject === subject && (told.severity === 'critical' || severity === 'warning');

const worst = (alerts: readonly { severity: SeenAlert['severity'] }[]): SeenAlert['severity'] =>
  alerts.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';

/** Milliseconds. What got worse than all that was told does not wait for the group's interval. */
function newsDue(
  group: Group,
  news: readonly SeenAlert[],
  waitingSince: Date,
  times: NotifyTimes,
): number {
  const severity = worst(news);
  const waited = waitingSince.getTime() + times.groupWaitSeconds[severity] * 1000;
  const isWorse = severity === 'critical' && worst(group.told) === 'warning';
  return isWorse ? waited : Math.max(waited, intervalEnd(group, times));
}

const intervalEnd = (
  { state: { toldAt } }: Group,
  { groupIntervalSeconds }: NotifyTimes,
): number => (toldAt === null ? 0 : toldAt.getTime() + groupIntervalSeconds * 1000);

const repeatDue = (
  { state: { toldAt } }: Group,
  known: readonly SeenAlert[],
  { repeatAfterSeconds }: NotifyTimes,
): number => (toldAt?.getTime() ?? 0) + repeatAfterSeconds[worst(known.filter(isLoud))] * 1000;
