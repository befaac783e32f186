import { linesOf, titleOf } from '../notification-text.js';
import type { Notification } from '../notification.js';
import type { Sender, Sent } from '../sender.js';
import { HttpPost } from './http-post.js';

/** PagerDuty's limit of a summary. */
const MOST_SUMMARY = 1_024;

export interface PagerdutyReceiver {
  readonly url: string;
  readonly routingKey: string;
  readonly allowPrivateAddresses: boolean;
}

/** Events API v2: one incident for a group, known by the fingerprint of its first alert. */
export class PagerdutySender implements Sender {
  private readonly post: HttpPost;

  constructor(private readonly receiver: PagerdutyReceiver) {
    this.post = new HttpPost({ ...receiver, secrets: [receiver.routingKey] });
  }

  send(notification: Notification): Promise<Sent> {
    const { open, over, fingerprint, kind, severity } = notification;
    const event = {
      routing_key: this.receiver.routingKey,
      dedup_key: fingerprint,
      event_action: open.length > 0 ? 'trigger' : 'resolve',
    };
    const [first] = [...open, ...over];
    const payload = {
      summary: `${titleOf(notification)} ${first?.summary ?? ''}`.trim().slice(0, MOST_SUMMARY),
      source: first?.source ?? first?.channel ?? 'shelfwire',
      severity,
      class: kind,
      component: first?.subject ?? kind,
      custom_details: { lines: linesOf(notification) },
    };
    return this.post.send(JSON.stringify({ ...event, payload, client: 'Shelfwire' }));
  }

  close(): Promise<void> {
    return this.post.close();
  }
}
