import { parseJson, PoisonMessageError } from '#contracts';
import { z } from 'zod';
import { nativePosition } from './native-position.js';
import type { Engine } from './pack.schema.js';

export type Row = Readonly<Record<string, unknown>>;

/** A Kafka message of a captured table, as bytes. */
export interface CdcMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer;
}

/** One committed change of one row of a source, read from Debezium's envelope. */
export interface RowChange {
  readonly table: string;
  readonly rowKey: string;
  readonly connector: string;
  readonly op: 'c' | 'u' | 'd' | 'r';
  readonly before: Row | null;
  readonly after: Row | null;
  readonly epoch: number;
  readonly position: string | null;
  readonly order: 'position' | 'arrival';
  readonly transaction: string | null;
  /** commit time by the source's clock, UTC */
  readonly recordedAt: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

const row = z.record(z.string(), z.unknown()).nullish();
const envelope = z.looseObject({
  op: z.string(),
  before: row,
  after: row,
  source: z.looseObject({ connector: z.string(), ts_ms: z.number() }),
  transaction: z.looseObject({ total_order: z.int() }).nullish(),
});

export interface ChangeShape {
  readonly engine: Engine;
  readonly epoch: number;
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const UNAVAILABLE = '__debezium_unavailable_value';

/** @throws PoisonMessageError `json.malformed` or `change.*` */
export function decodeChange(message: CdcMessage, shape: ChangeShape): RowChange {
  const { op, source, transaction, ...images } = parseEnvelope(message.value);
  if (message.key === null) {
    throw new PoisonMessageError('change.missing_key', `a change of ${shape.table} without a key`);
  }
  const before = images.before ?? null;
  const after = images.after ?? null;
  const current = op === 'd' ? before : after;
  if (!current) {
    throw new PoisonMessageError('change.no_image', `op ${op} of ${shape.table} carries no row`);
  }
  checkColumns(current, shape);
  if (message.value.includes('\\u')) checkTexts([before, after], shape);
  return {
    table: shape.table,
    rowKey: shape.key.map((name) => `${name}=${String(current[name])}`).join(','),
    connector: source.connector,
    op,
    before: before && isComplete(before, shape) ? before : null,
    after: op === 'd' ? null : after,
    epoch: shape.epoch,
    ...nativePosition(shape.engine, op, source, transactionOrder(shape, op, transaction)),
    transaction: transactionOf(source),
    recordedAt: new Date(source.ts_ms).toISOString(),
    topic: message.topic,
    partition: message.partition,
    offset: message.offset,
  };
}

function parseEnvelope(value: Buffer) {
  const parsed = envelope.safeParse(parseJson(value));
  if (!parsed.success) {
    throw new PoisonMessageError('change.malformed', z.prettifyError(parsed.error));
  }
  const { op } = parsed.data;
  if (op === 't') {
    throw new PoisonMessageError(
      'change.truncate',
      'the table was truncated: its rows are unknown',
    );
  }
  if (op !== 'c' && op !== 'u' && op !== 'd' && op !== 'r') {
    throw new PoisonMessageError('change.unknown_op', `op ${op} is none of c, u, d, r, t`);
  }
  return { ...parsed.data, op } as const;
}

function checkColumns(image: Row, { table, key, columns }: ChangeShape): void {
  for (const name of [...key, ...columns]) {
    if (!(name in image)) {
      throw new PoisonMessageError(
        'change.column_missing',
        `${table} has no column ${name} any more; it has ${Object.keys(image).join(', ')}`,
      );
    }
    if (image[name] === UNAVAILABLE) {
      throw new PoisonMessageError(
        'change.unavailable_value',
        `${table}.${name} was left out by the database; set REPLICA IDENTITY FULL on the table`,
      );
    }
  }
}

/** What JSON writes as an escape and PostgreSQL keeps in no text: NUL, and half a surrogate pair. */
const UNSTORABLE = /\0|\p{Cs}/u;

function checkTexts(images: readonly (Row | null)[], { table, key, columns }: ChangeShape): void {
  for (const name of [...key, ...columns]) {
    for (const image of images) {
      const value = image?.[name];
      if (typeof value !== 'string' || !UNSTORABLE.test(value)) continue;
      throw new PoisonMessageError(
        'change.unstorable_text',
        `${table}.${name} has NUL or half a surrogate pair in its text, which no database of ours holds; mend the row in its source`,
      );
    }
  }
}

const isComplete = (image: Row, { columns }: ChangeShape): boolean =>
  columns.every((name) => name in image && image[name] !== UNAVAILABLE);

/** @throws PoisonMessageError `change.no_transaction` when the connector leaves the order out */
function transactionOrder(
  { engine, table }: ChangeShape,
  op: string,
  transaction: { total_order: number } | null | undefined,
): number {
  if (transaction) return transaction.total_order;
  const needed = op !== 'r' && (engine === 'mariadb' || engine === 'mysql');
  if (!needed) return 0;
  throw new PoisonMessageError(
    'change.no_transaction',
    `a change of ${table} without its order in its transaction; set provide.transaction.metadata=true`,
  );
}

function transactionOf(source: Row): string | null {
  const id = source['gtid'] ?? source['txId'];
  return typeof id === 'string' || typeof id === 'number' ? `${id}` : null;
}
