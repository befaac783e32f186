import { LosslessNumber, parse, stringify } from 'lossless-json';
import type { Pseudonyms } from './pseudonyms.js';
import type { RecordedMessage } from './recorded-message.js';

/** What becomes of a table's columns. */
export interface ScrubbedTable {
  /** stay as they are */
  readonly kept: ReadonlySet<string>;
  /** of those, the ones that are replaced by pseudonyms */
  readonly pseudonymised: ReadonlySet<string>;
}

export interface ScrubbedRecording {
  readonly pseudonyms: Pseudonyms;
  /** of the installation; a sample is of none, so its topics are called as in production */
  readonly namespace: string;
}

type Fields = Record<string, unknown>;

/**
 * The message with no more of its row than the pack names: of every other column there is a placeholder
 * of its type. What Debezium says of the change itself stays, but for the statement that made it.
 *
 * @throws SyntaxError when it is not JSON
 */
export function scrubMessage(
  message: RecordedMessage,
  table: ScrubbedTable,
  { pseudonyms, namespace }: ScrubbedRecording,
): RecordedMessage {
  return {
    ...message,
    topic: withoutPrefix(message.topic, namespace),
    key: mapJson(message.key, (key) => scrubRow(key, { ...table, kept: EVERY }, pseudonyms)),
    value: mapJson(message.value, ({ before, after, source, ...rest }) => ({
      ...(before === undefined ? {} : { before: scrubRow(before, table, pseudonyms) }),
      ...(after === undefined ? {} : { after: scrubRow(after, table, pseudonyms) }),
      ...(isFields(source) ? { source: scrubSource(source, namespace) } : {}),
      ...rest,
    })),
  };
}

/** A key has the columns by which the pack keys the table, and no others. */
const EVERY: Pick<ReadonlySet<string>, 'has'> = { has: () => true };

interface Rules {
  readonly kept: Pick<ReadonlySet<string>, 'has'>;
  readonly pseudonymised: ReadonlySet<string>;
}

function scrubRow(row: unknown, { kept, pseudonymised }: Rules, pseudonyms: Pseudonyms): unknown {
  if (!isFields(row)) return row;
  const scrubbed = Object.entries(row).map(([column, value]) => {
    if (pseudonymised.has(column)) return [column, pseudonyms.of(value)];
    return [column, kept.has(column) ? value : placeholder(value)];
  });
  return Object.fromEntries(scrubbed) as Fields;
}

const scrubSource = (source: Fields, namespace: string): Fields => ({
  ...source,
  ...(typeof source['name'] === 'string' ? { name: withoutPrefix(source['name'], namespace) } : {}),
  ...('query' in source ? { query: null } : {}),
});

const withoutPrefix = (text: string, prefix: string): string =>
  text.startsWith(prefix) ? text.slice(prefix.length) : text;

const DATE = /^\d{4}-\d\d-\d\d/;

/** Of the value's own type; null stays null. */
function placeholder(value: unknown): unknown {
  if (value === null || value === '') return value;
  if (value instanceof LosslessNumber) return new LosslessNumber('0');
  if (typeof value === 'boolean') return false;
  if (typeof value !== 'string') return null;
  if (/^-?\d+(\.\d+)?$/.test(value)) return '0';
  if (DATE.test(value)) return value.includes('T') ? '2000-01-01T00:00:00Z' : '2000-01-01';
  return 'x';
}

function mapJson(text: string | null, map: (content: Fields) => unknown): string | null {
  if (text === null || text === '') return text;
  const content = parse(text);
  return isFields(content) ? (stringify(map(content)) ?? text) : text;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LosslessNumber);
