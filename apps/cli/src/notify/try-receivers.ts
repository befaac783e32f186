import type { NotificationReceiver } from '#config';
import { createSender, testIsOver, testNotification } from '#notifications';

export interface Tried {
  readonly receiver: string;
  readonly ok: boolean;
  /** null: it took both */
  readonly reason: string | null;
}

/** Sends each receiver a test and its end, so that no incident stays open. */
export const tryReceivers = (
  receivers: readonly (readonly [name: string, receiver: NotificationReceiver])[],
  at: Date,
): Promise<Tried[]> => Promise.all(receivers.map(([name, receiver]) => tryOne(name, receiver, at)));

async function tryOne(name: string, receiver: NotificationReceiver, at: Date): Promise<Tried> {
  const sender = createSender(receiver);
  try {
    const test = testNotification(at);
    for (const notification of [test, testIsOver(test)]) {
      const sent = await sender.send(notification);
      if (sent.kind === 'failed') return { receiver: name, ok: false, reason: sent.reason };
    }
    return { receiver: name, ok: true, reason: null };
  } finally {
    await sender.close();
  }
}
