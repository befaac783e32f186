import type { RawMessage } from '#messaging';
import type { CorpusCase, CorpusMessage } from './read-cases.js';
import {
  keyColumns,
  topicOf,
  USUAL_ROWS,
  usualSource,
  usualTransaction,
} from './usual-messages.js';

export interface ComposedMessage {
  readonly topic: string;
  readonly raw: RawMessage;
  readonly given: CorpusMessage;
}

const FIRST_PLACE = 1000;

/** The case's messages as Kafka would hand them over, at offsets from `offset` on. */
export function composeCase(
  { messages }: Pick<CorpusCase, 'messages'>,
  offset: number,
): ComposedMessage[] {
  const composed: ComposedMessage[] = [];
  for (const [index, given] of messages.entries()) {
    const first = given.again === undefined ? undefined : composed[given.again - 1];
    const raw = first ? first.raw : compose(given, FIRST_PLACE + index * 10);
    composed.push({
      topic: topicOf(given.on),
      raw: { ...raw, offset: BigInt(offset + index) },
      given,
    });
  }
  return composed;
}

function compose(given: CorpusMessage, place: number): Omit<RawMessage, 'offset'> {
  const row = rowOf(given, given.row);
  const key = given.key === undefined ? keyText(given, row) : given.key;
  return {
    key: key === null ? null : bytesOf(key),
    value: given.value === null ? null : valueOf(given, place),
    headers: given.headers,
    timestampMs: 0,
  };
}

function valueOf(given: CorpusMessage, place: number): Buffer {
  const text = given.value ?? given.wrap.replace('@', () => envelopeText(given, place));
  const bytes = bytesOf(text);
  return given.cut === undefined ? bytes : bytes.subarray(0, given.cut);
}

function envelopeText(given: CorpusMessage, place: number): string {
  const { on, op, image, more, before } = given;
  const current = image ? objectText(rowOf(given, given.row), given.raw) : 'null';
  const former = before === null ? 'null' : objectText(rowOf(given, before), {});
  const source = without({ ...usualSource(on, place), ...given.source }, given.sourceWithout);
  const transaction = given.transaction === undefined ? usualTransaction(place) : given.transaction;
  return objectText(
    { before: 0, after: 0, source, transaction, op, ts_ms: 1_772_445_600_500 },
    {
      before: op === 'd' ? current : former,
      after: op === 'd' ? 'null' : current,
      ...more,
    },
  );
}

const rowOf = ({ on, without: gone }: CorpusMessage, changed: Record<string, unknown>) =>
  without({ ...USUAL_ROWS[on], ...changed }, gone);

const without = (from: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));

/** @param raw members whose JSON text is given */
function objectText(members: Record<string, unknown>, raw: Record<string, string>): string {
  const all = Object.entries(members).map(([name, value]): [string, string] => [
    name,
    Object.hasOwn(raw, name) ? (raw[name] ?? '') : JSON.stringify(value),
  ]);
  const added = Object.entries(raw).filter(([name]) => !Object.hasOwn(members, name));
  return `{${[...all, ...added].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

function keyText({ on, raw }: CorpusMessage, row: Record<string, unknown>): string {
  const columns = keyColumns(on);
  return objectText(
    Object.fromEntries(columns.map((name) => [name, row[name] ?? null])),
    Object.fromEntries(Object.entries(raw).filter(([name]) => columns.includes(name))),
  );
}

const MARK = /\{\{(.*?)\}\}/;

/** Text with `{{hex ff fe}}` for bytes that no text has and `{{x * 1000}}` for what is too long to write. */
function bytesOf(text: string): Buffer {
  return Buffer.concat(
    text.split(MARK).map((part, index) => (index % 2 === 0 ? Buffer.from(part) : marked(part))),
  );
}

function marked(mark: string): Buffer {
  const [, hex] = /^hex ([\da-f ]+)$/.exec(mark) ?? [];
  if (hex !== undefined) return Buffer.from(hex.replaceAll(' ', ''), 'hex');
  const [, unit = '', times] = /^(.+) \* (\d+)$/.exec(mark) ?? [];
  return Buffer.from(unit.repeat(Number(times)));
}
