import { z } from 'zod';
import { address } from '../endpoints/address.schema.js';
import { signingSecret } from '../endpoints/webhook.schema.js';

const common = {
  severities: z
    .array(z.enum(['critical', 'warning']))
    .min(1)
    .default(['critical', 'warning'])
    .describe('of which alerts it is told'),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .describe('whether it may be on this machine or in its network'),
};

const webhook = z.strictObject({
  kind: z.literal('webhook').describe('signed by Standard Webhooks'),
  url: address.describe('where it listens; https, unless private addresses are allowed'),
  secrets: z
    .array(signingSecret)
    .min(1)
    .max(2)
    .describe('signing secrets: the current one, and the previous one while it is changed'),
  ...common,
});

const slack = z.strictObject({
  kind: z.literal('slack'),
  secretAddress: z
    .url({ protocol: /^https?$/ })
    .describe('URL of the incoming webhook, a secret as a whole: ${file:PATH} or ${env:NAME}'),
  ...common,
});

const PAGERDUTY = 'https://events.pagerduty.com/v2/enqueue';

const pagerduty = z.strictObject({
  kind: z.literal('pagerduty'),
  routingKey: z
    .string()
    .regex(/^[A-Za-z0-9]{32}$/, 'the 32 letters and digits of an Events API v2 integration'),
  url: address.default(PAGERDUTY).describe('another one in the EU: events.eu.pagerduty.com'),
  ...common,
});

const email = z.strictObject({
  kind: z.literal('email'),
  host: z.string().min(1).describe('of the SMTP server'),
  port: z.int().min(1).max(65535).default(587),
  encryption: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .describe('none only with allowPrivateAddresses'),
  user: z.string().min(1).nullable().default(null),
  password: z.string().min(1).nullable().default(null),
  from: z.email(),
  to: z.array(z.email()).min(1).max(50),
  ...common,
});

/** Somebody who is told of alerts. Nothing goes over a public line unencrypted. */
export const receiver = z
  .discriminatedUnion('kind', [webhook, slack, pagerduty, email])
  .superRefine((given, context) => {
    if (given.allowPrivateAddresses) return;
    const path = unencrypted(given);
    if (path === null) return;
    const message =
      path === 'encryption'
        ? 'starttls or tls; none only with allowPrivateAddresses: true'
        : 'an https address; http only with allowPrivateAddresses: true';
    context.addIssue({ code: 'custom', path: [path], message });
  });

export type NotificationReceiver = z.infer<typeof receiver>;

function unencrypted(given: z.infer<typeof receiver>): string | null {
  if (given.kind === 'email') return given.encryption === 'none' ? 'encryption' : null;
  if (given.kind === 'slack') return isHttps(given.secretAddress) ? null : 'secretAddress';
  return isHttps(given.url) ? null : 'url';
}

const isHttps = (url: string): boolean => url.startsWith('https:');
