import { Webhook } from 'standardwebhooks';

/**
 * The headers by which a receiver knows who sent a delivery and when (Standard Webhooks 1.0.0, Webhook
 * headers). There is a signature for each secret, so that either side may change it first.
 *
 * @param secrets `whsec_` and base64, the newest first
 * @param attemptedAt the time of this attempt, not that of what it tells
 */
export function signDelivery(
  secrets: readonly string[],
  {
    id,
    body,
    attemptedAt,
  }: { readonly id: string; readonly body: string; readonly attemptedAt: Date },
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, attemptedAt, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(attemptedAt.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
