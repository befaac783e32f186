import { alertTextOf } from '#observability';
import type { Notification, NotifiedAlert } from '#notifications';
import type { Decision } from './decide-notification.js';
import type { Group, SeenAlert, ToldAlert } from './group-state.js';

type Tell = Extract<Decision, { kind: 'tell' }>;

/** @param muted summaries of what is not told by itself */
export function notificationOf(
  { key, state }: Group,
  { open, over }: Tell,
  muted: readonly string[],
): Notification {
  const all = [...open, ...over];
  const isCritical = all.some(({ severity }) => severity === 'critical');
  return {
    kind: key.kind,
    fingerprint: state.fingerprint ?? open[0]?.fingerprint ?? '',
    severity: isCritical ? 'critical' : 'warning',
    open: open.map(ofOpen),
    over: over.map(ofOver),
    muted,
    round: state.round,
  };
}

const ofOpen = (alert: SeenAlert): NotifiedAlert => {
  const { resolvedAt: _, isSilenced: __, since, ...rest } = alert;
  return { ...rest, ...alertTextOf(alert.kind), since: since.toISOString() };
};

/** Its row may tell of another time by now. */
const ofOver = (told: ToldAlert): NotifiedAlert => ({
  kind: told.kind,
  subject: told.subject,
  fingerprint: told.fingerprint,
  severity: told.severity,
  summary: told.summary,
  ...alertTextOf(told.kind),
  source: null,
  location: null,
  channel: null,
  since: null,
});
