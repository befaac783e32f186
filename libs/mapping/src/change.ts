import { PoisonMessageError } from '#contracts';
import { boundedText, LONGEST } from './bounded-text.js';
import type { ChangeShape, Row } from './change-shape.js';
import { checkColumns, checkStorable, isComplete } from './check-image.js';
import { checkKey, checkOrigin } from './check-origin.js';
import { parseEnvelope } from './envelope.js';
import { nativePosition } from './native-position.js';

/** A Kafka message of a captured table, as bytes. */
export interface CdcMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer;
  /** when the connector wrote it, milliseconds since 1970; left out: nobody kept it */
  readonly timestampMs?: number;
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

/** @throws PoisonMessageError `json.malformed` or `change.*` */
export function decodeChange(message: CdcMessage, shape: ChangeShape): RowChange {
  const { op, source, transaction, ...images } = parseEnvelope(message.value);
  checkOrigin(source, shape);
  const before = images.before ?? null;
  const after = images.after ?? null;
  const current = op === 'd' ? before : after;
  if (!current) {
    throw new PoisonMessageError('change.no_image', `op ${op} of ${shape.table} carries no row`);
  }
  checkColumns(current, shape);
  checkKey(message.key, current, shape);
  const escapes = message.value.includes('\\u');
  for (const image of [before, after]) if (image) checkStorable(image, shape, escapes);
  return {
    table: shape.table,
    rowKey: rowKeyOf(current, shape),
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

function rowKeyOf(image: Row, { table, key }: ChangeShape): string {
  const text = key.map((name) => `${name}=${String(image[name])}`).join(',');
  return boundedText(`the key of the row of ${table}`, text, LONGEST.rowKey);
}

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
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  return boundedText("the transaction's id", `${id}`, LONGEST.cause);
}
