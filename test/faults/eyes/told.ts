import type { Notification } from '../../alerts/notification-receiver.js';
import type { SunkRequest } from '../../support/http-sink.js';

/** One notification, whoever sent it. */
export interface Told {
  /** names of what is open; empty: all is over */
  readonly open: readonly string[];
  readonly over: readonly string[];
  readonly text: string;
}

export const ofAlertmanager = ({ alerts }: Notification): Told => {
  const named = (status: string) =>
    alerts
      .filter((alert) => alert.status === status)
      .map(({ labels }) => [
        labels['alertname'],
        labels['code'],
        labels['location'] ?? labels['source'],
      ])
      .map((parts) => parts.filter(Boolean).join(' '));
  const texts = alerts.flatMap(({ annotations }) => Object.values(annotations));
  return { open: named('firing'), over: named('resolved'), text: texts.join('\n') };
};

interface OwnBody {
  readonly data: {
    readonly lines: readonly string[];
    readonly open: readonly { readonly kind: string; readonly subject: string }[];
    readonly over: readonly { readonly kind: string; readonly subject: string }[];
  };
}

export function ofOwn({ body }: SunkRequest): Told {
  const { data } = JSON.parse(body) as OwnBody;
  const named = (alerts: OwnBody['data']['open']) =>
    alerts.map(({ kind, subject }) => `${kind} ${subject}`);
  return { open: named(data.open), over: named(data.over), text: data.lines.join('\n') };
}

/** Notifications that told of something that none before had told of. */
export const newsIn = (told: readonly Told[]): readonly Told[] =>
  told.filter(({ open }, index) => {
    const before = new Set(told.slice(0, index).flatMap((one) => one.open));
    return open.some((name) => !before.has(name));
  });
