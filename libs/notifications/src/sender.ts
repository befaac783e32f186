import type { Notification } from './notification.js';

/** Whether a receiver took a notification; a reason names no secret. */
export type Sent =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** how long it asked to be left alone */
      readonly retryAfterMs: number | null;
    };

/** Tells one receiver. Sends once, within ten seconds or so: whoever calls tries again. */
export interface Sender {
  send(notification: Notification): Promise<Sent>;
  close(): Promise<void>;
}

export const TAKEN: Sent = { kind: 'taken' };

export const failed = (reason: string, retryAfterMs: number | null = null): Sent => ({
  kind: 'failed',
  reason,
  retryAfterMs,
});
