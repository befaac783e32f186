import { ago } from '../terminal/ages.js';
import { table } from '../terminal/table.js';
import { adviceFor } from './advice.js';
import type { ParkedMessage } from './parked-store.js';

export function drawList(messages: readonly ParkedMessage[], now: Date): string[] {
  if (messages.length === 0) return ['Nothing is parked.'];
  return table(
    ['ID', 'STATE', 'CODE', 'TOPIC', 'KEY', 'PARKED', 'TRIED'],
    messages.map(({ id, state, code, topic, key, parkedAt, attempts }) => [
      id,
      state,
      code,
      topic,
      key === null ? '-' : key.toString().slice(0, 40),
      ago(parkedAt.toISOString(), now.toISOString()),
      String(attempts),
    ]),
  );
}

export function drawMessage(message: ParkedMessage): string[] {
  const { id, state, stage, topic, partition, offset, key, value, edited } = message;
  return [
    `Parked message ${id} is ${state}`,
    `  stage    ${stage}, ${topic}/${partition} at ${offset}`,
    `  key      ${key === null ? 'none' : key.toString()}`,
    `  code     ${message.code}`,
    `  reason   ${message.reason}`,
    `  parked   ${message.parkedAt.toISOString()}, last ${message.lastParkedAt.toISOString()}, tried ${message.attempts} times`,
    `  pack     ${message.packVersion ?? 'unknown'}`,
    `  to do    ${adviceFor(message.code)}`,
    ...bytes('as it came', value),
    ...(edited === null ? [] : bytes('edited', edited)),
  ];
}

const bytes = (what: string, value: Buffer | null): string[] => [
  '',
  `${what}: ${value === null ? 'no value' : `${value.length} bytes`}`,
  ...(value === null ? [] : pretty(value)),
];

/** Indented where it is JSON. */
function pretty(value: Buffer): string[] {
  const text = value.toString();
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split('\n');
  } catch {
    return [text];
  }
}

export const asJson = ({ key, value, edited, ...message }: ParkedMessage) => ({
  ...message,
  key: key?.toString() ?? null,
  value: value?.toString() ?? null,
  valueBase64: value?.toString('base64') ?? null,
  edited: edited?.toString() ?? null,
  advice: adviceFor(message.code),
});
