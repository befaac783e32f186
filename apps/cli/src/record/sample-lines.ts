import type { RecordedMessage } from './recorded-message.js';

/** The envelope's own time is its last: when the connector handled the change. */
const HANDLED_AT = /"ts_ns":(\d+)\}$/;

/**
 * A sample's lines: messages in the order in which the connector handled their changes, a tombstone after
 * its delete, and one heartbeat for all.
 */
export function sampleLines(messages: readonly RecordedMessage[], heartbeat: string): string {
  const beats = messages.filter(({ topic }) => topic.endsWith(`.${heartbeat}`));
  const kept = messages.filter((message) => !beats.slice(1).includes(message));
  const handled = new Map<RecordedMessage, bigint>();
  let last = 0n;
  for (const message of kept.toSorted(byPlace)) {
    const time = message.value === null ? undefined : HANDLED_AT.exec(message.value)?.[1];
    last = time === undefined ? last : BigInt(time);
    handled.set(message, last);
  }
  const timeOf = (message: RecordedMessage) => handled.get(message) ?? 0n;
  const ordered = [...handled.keys()].toSorted((a, b) => Number(timeOf(a) - timeOf(b)));
  return ordered.map((message) => `${JSON.stringify(message)}\n`).join('');
}

const byPlace = (a: RecordedMessage, b: RecordedMessage): number =>
  a.topic.localeCompare(b.topic) ||
  a.partition - b.partition ||
  Number(a.offset) - Number(b.offset);
