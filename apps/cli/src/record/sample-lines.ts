import { inHandledOrder } from './handled-order.js';
import type { RecordedMessage } from './recorded-message.js';

/** A sample's lines: messages in the order in which their changes were handled, and one heartbeat for all. */
export function sampleLines(messages: readonly RecordedMessage[], heartbeat: string): string {
  const beats = messages.filter(({ topic }) => topic.endsWith(`.${heartbeat}`));
  const kept = messages.filter((message) => !beats.slice(1).includes(message));
  return inHandledOrder(kept)
    .map((message) => `${JSON.stringify(message)}\n`)
    .join('');
}
