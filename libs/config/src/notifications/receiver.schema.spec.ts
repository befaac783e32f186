import { describe, expect, it } from 'vitest';
import { secretsOf } from '../secrets-of.js';
import type { PolicyFile } from '../policy.schema.js';
import { notificationPolicy } from './notifications.schema.js';

const SECRET = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const RECEIVERS = {
  own: { kind: 'webhook', url: 'https://example.com/hooks', secrets: [SECRET] },
  team: { kind: 'slack', secretAddress: 'https://hooks.example.com/services/T0/B0/x' },
  night: { kind: 'pagerduty', routingKey: 'R'.repeat(32) },
  office: {
    kind: 'email',
    host: 'mail.example.com',
    user: 'u',
    password: 'mail-password',
    from: 'shelfwire@example.com',
    to: ['stock@example.com'],
  },
};
const read = (receiver: object) =>
  notificationPolicy
    .safeParse({ receivers: { one: receiver } })
    .error?.issues.map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);

describe('receivers of notifications', () => {
  it('have the times of ops/alertmanager, public addresses and both severities if nothing is said', () => {
    const policy = notificationPolicy.parse({ receivers: RECEIVERS });
    expect(policy).toMatchObject({
      groupWaitSeconds: { critical: 10, warning: 30 },
      groupIntervalSeconds: 300,
      repeatAfterSeconds: { critical: 3_600, warning: 14_400 },
    });
    for (const receiver of Object.values(policy.receivers)) {
      expect(receiver).toMatchObject({
        allowPrivateAddresses: false,
        severities: ['critical', 'warning'],
      });
    }
    expect(policy.receivers['office']).toMatchObject({ port: 587, encryption: 'starttls' });
  });

  it('keep their secrets from logs and answers', () => {
    const notifications = notificationPolicy.parse({ receivers: RECEIVERS });
    const policy = { sources: {}, channels: {}, notifications } as unknown as PolicyFile;
    expect(secretsOf(policy, undefined).toSorted()).toEqual(
      [
        SECRET,
        RECEIVERS.team.secretAddress,
        RECEIVERS.night.routingKey,
        RECEIVERS.office.password,
      ].toSorted(),
    );
  });

  it.each([
    ['a webhook', { ...RECEIVERS.own, url: 'http://example.com/hooks' }, 'url'],
    ['Slack', { ...RECEIVERS.team, secretAddress: 'http://example.com/x' }, 'secretAddress'],
    ['PagerDuty', { ...RECEIVERS.night, url: 'http://example.com/x' }, 'url'],
    ['e-mail', { ...RECEIVERS.office, encryption: 'none' }, 'encryption'],
  ])('tell %s nothing unencrypted, unless it is near', (_, receiver, field) => {
    expect(read(receiver)).toEqual([expect.stringMatching(new RegExp(`^${field}: .*only with`))]);
    expect(read({ ...receiver, allowPrivateAddresses: true })).toBeUndefined();
  });

  it('say what is wrong with a key of PagerDuty', () => {
    expect(read({ ...RECEIVERS.night, routingKey: 'short' })).toEqual([
      'routingKey: the 32 letters and digits of an Events API v2 integration',
    ]);
  });
});
