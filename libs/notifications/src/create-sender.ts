import type { NotificationReceiver } from '#config';
import type { Sender } from './sender.js';
import { EmailSender } from './senders/email-sender.js';
import { PagerdutySender } from './senders/pagerduty-sender.js';
import { SlackSender } from './senders/slack-sender.js';
import { WebhookSender } from './senders/webhook-sender.js';

export function createSender(receiver: NotificationReceiver): Sender {
  switch (receiver.kind) {
    case 'webhook':
      return new WebhookSender(receiver);
    case 'slack':
      return new SlackSender(receiver.secretAddress, receiver.allowPrivateAddresses);
    case 'pagerduty':
      return new PagerdutySender(receiver);
    case 'email':
      return new EmailSender(receiver);
  }
}
