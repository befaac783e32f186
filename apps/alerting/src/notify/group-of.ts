import type { NotificationPolicy, NotificationReceiver } from '#config';
import { NEW_GROUP, type Group, type GroupKey, type GroupState } from './group-state.js';
import type { SeenAlert, ToldAlert } from './group-state.js';

/** A source that fell silent mutes for a little longer than what it mutes goes on, as in ops/prometheus. */
const MUTES_LONGER = 1.2;

/** Told by the silence of their source, which is their cause. */
const MUTED_BY_SOURCE: readonly string[] = ['location_stale', 'connector_down', 'source_at_risk'];
const SOURCE_SILENT = 'source_stale';

/** Sources that fall silent together have one cause: they are one notification. */
export const groupSourceOf = ({ kind, source }: Pick<SeenAlert, 'kind' | 'source'>): string =>
  kind === SOURCE_SILENT ? '' : (source ?? '');

/** Everything that is known at one moment, of all receivers. */
export interface Known {
  /** open, or resolved no longer ago than anything here looks back */
  readonly alerts: readonly SeenAlert[];
  readonly states: readonly (GroupKey & { readonly state: GroupState })[];
  readonly told: readonly (ToldAlert & GroupKey)[];
}

/** How far back resolved alerts matter. */
export const lookBackMs = ({ endAfterSeconds }: Pick<NotificationPolicy, 'endAfterSeconds'>) =>
  endAfterSeconds * 1000 * MUTES_LONGER;

/** Every group of a receiver that has something open, or something that it was told. */
export function groupsOf(
  receiver: string,
  { severities }: Pick<NotificationReceiver, 'severities'>,
  known: Known,
  policy: Pick<NotificationPolicy, 'endAfterSeconds'>,
  now: Date,
): readonly Group[] {
  const lingeringSince = new Date(now.getTime() - policy.endAfterSeconds * 1000);
  const seen = known.alerts.filter(
    ({ severity, resolvedAt }) =>
      severities.includes(severity) && (resolvedAt === null || resolvedAt > lingeringSince),
  );
  const own = <T extends GroupKey>(rows: readonly T[]) =>
    rows.filter((row) => row.receiver === receiver);
  const keys = new Map<string, GroupKey>();
  const add = (kind: string, source: string) =>
    keys.set(JSON.stringify([kind, source]), { receiver, kind, source });
  for (const alert of seen) add(alert.kind, groupSourceOf(alert));
  for (const { kind, source } of [...own(known.states), ...own(known.told)]) add(kind, source);
  return [...keys.values()].map((key) => {
    const isOf = (one: { kind: string; source: string }) =>
      one.kind === key.kind && one.source === key.source;
    return {
      key,
      state: own(known.states).find(isOf)?.state ?? NEW_GROUP,
      seen: seen.filter((alert) => isOf({ kind: alert.kind, source: groupSourceOf(alert) })),
      told: own(known.told).filter(isOf),
      isMuted: isMuted(key, known.alerts),
    };
  });
}

/** By a source that is silent, or was a moment ago. */
const isMuted = ({ kind, source }: GroupKey, alerts: readonly SeenAlert[]): boolean =>
  MUTED_BY_SOURCE.includes(kind) &&
  alerts.some((alert) => alert.kind === SOURCE_SILENT && alert.source === source);

/** What a notification of silent sources tells beside: it is muted, and may name the cause. */
export function mutedBeside({ key, seen }: Group, alerts: readonly SeenAlert[]): readonly string[] {
  if (key.kind !== SOURCE_SILENT) return [];
  const silent = seen.filter(({ resolvedAt }) => resolvedAt === null).map(({ source }) => source);
  return alerts
    .filter(({ kind, resolvedAt }) => MUTED_BY_SOURCE.includes(kind) && resolvedAt === null)
    .filter(({ source }) => silent.includes(source))
    .map(({ summary }) => summary);
}
