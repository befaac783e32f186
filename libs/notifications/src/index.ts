export { createSender } from './create-sender.js';
export type { Notification, NotifiedAlert } from './notification.js';
export type { Sender, Sent } from './sender.js';
export { testIsOver, testNotification } from './test-notification.js';
