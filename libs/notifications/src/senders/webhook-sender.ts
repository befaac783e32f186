import { signDelivery } from '#channels';
import { createHash } from 'node:crypto';
import { linesOf, titleOf } from '../notification-text.js';
import type { Notification } from '../notification.js';
import type { Sender, Sent } from '../sender.js';
import { HttpPost } from './http-post.js';

const ID_LENGTH = 32;

export interface WebhookReceiver {
  readonly url: string;
  /** `whsec_` and base64, the newest first */
  readonly secrets: readonly string[];
  readonly allowPrivateAddresses: boolean;
}

/** Signed JSON by Standard Webhooks: the same notification has the same id, however often it is tried. */
export class WebhookSender implements Sender {
  private readonly post: HttpPost;

  constructor(private readonly receiver: WebhookReceiver) {
    this.post = new HttpPost(receiver);
  }

  send(notification: Notification): Promise<Sent> {
    const attemptedAt = new Date();
    const { open } = notification;
    const body = JSON.stringify({
      type: open.length > 0 ? 'shelfwire.alerts.open' : 'shelfwire.alerts.over',
      timestamp: attemptedAt.toISOString(),
      data: { title: titleOf(notification), lines: linesOf(notification), ...notification },
    });
    const id = idOf(notification);
    return this.post.send(body, signDelivery(this.receiver.secrets, { id, body, attemptedAt }));
  }

  close(): Promise<void> {
    return this.post.close();
  }
}

/** Another content is another id: who drops what came twice must not drop what came in between. */
function idOf(notification: Notification): string {
  const digest = createHash('sha256').update(JSON.stringify(notification)).digest('base64url');
  return `ntf_${digest.slice(0, ID_LENGTH)}`;
}
