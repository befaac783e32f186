import type { RecordedMessage } from './recorded-message.js';

/** The envelope's own time is its last: when the connector handled the change. */
const HANDLED_AT = /"ts_ns":(\d+)\}$/;

/**
 * Messages in the order in which the connector handled their changes, a tombstone after its delete. Kafka's
 * times are of milliseconds, within which a connector handles many.
 */
export function inHandledOrder(messages: readonly RecordedMessage[]): RecordedMessage[] {
  const handled = new Map<RecordedMessage, bigint>();
  let last = 0n;
  for (const message of messages.toSorted(byPlace)) {
    const time = message.value === null ? undefined : HANDLED_AT.exec(message.value)?.[1];
    last = time === undefined ? last : BigInt(time);
    handled.set(message, last);
  }
  const timeOf = (message: RecordedMessage) => handled.get(message) ?? 0n;
  return [...handled.keys()].toSorted((a, b) => Number(timeOf(a) - timeOf(b)));
}

const byPlace = (a: RecordedMessage, b: RecordedMessage): number =>
  a.topic.localeCompare(b.topic) ||
  a.partition - b.partition ||
  Number(a.offset) - Number(b.offset);
