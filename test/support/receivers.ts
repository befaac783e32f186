import type { NotificationPolicy } from '#config';

export const HOOK_SECRET = `whsec_${Buffer.from('n'.repeat(32)).toString('base64')}`;
export const ROUTING_KEY = 'R0ut1ngR0ut1ngR0ut1ngR0ut1ngR0ut';
export const SMTP_LOGIN = { user: 'shelfwire', password: 'mail-password-1' };

const common = { severities: ['critical' as const, 'warning' as const] };

/** Receivers of every kind on this machine, and two that may not be on it. */
export function receiversAt(httpUrl: string, smtpPort: number): NotificationPolicy['receivers'] {
  const near = { ...common, allowPrivateAddresses: true };
  const far = { ...common, allowPrivateAddresses: false };
  return {
    hook: { kind: 'webhook', url: `${httpUrl}/hook`, secrets: [HOOK_SECRET], ...near },
    slack: { kind: 'slack', secretAddress: `${httpUrl}/services/T0/B0/slack-secret`, ...near },
    pager: { kind: 'pagerduty', url: `${httpUrl}/pager`, routingKey: ROUTING_KEY, ...near },
    mail: {
      kind: 'email',
      host: '127.0.0.1',
      port: smtpPort,
      encryption: 'none',
      ...near,
      ...SMTP_LOGIN,
      from: 'shelfwire@example.com',
      to: ['night@example.com'],
    },
    guarded: { kind: 'webhook', url: `${httpUrl}/guarded`, secrets: [HOOK_SECRET], ...far },
    guardedMail: {
      kind: 'email',
      host: 'localhost',
      port: smtpPort,
      encryption: 'none',
      ...far,
      user: null,
      password: null,
      from: 'a@example.com',
      to: ['b@example.com'],
    },
  };
}
