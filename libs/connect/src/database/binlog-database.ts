import type { Row } from '#mapping';
import { createConnection, escapeId, type RowDataPacket, type TypeCastField } from 'mysql2';
import { isoDate, isoDateTime } from './iso-times.js';
import type { SourceDatabase, SourceLogin } from './source-database.js';

const TIMEOUT_MS = 10_000;

/** MariaDB and MySQL, in one transaction that reads a consistent snapshot without locks. */
export async function openBinlogDatabase({
  host,
  port,
  user,
  password,
  database,
}: SourceLogin): Promise<SourceDatabase> {
  const stream = createConnection({
    host,
    port,
    user,
    password,
    database,
    connectTimeout: TIMEOUT_MS,
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    typeCast: asCaptured,
  });
  // a server that dies between two statements is told by the next one, and ends no process
  stream.on('error', () => undefined);
  const connection = stream.promise();
  await connection.query("SET time_zone = '+00:00'");
  await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  return {
    async *rows({ table }, columns, limit) {
      const names = columns.map((column) => escapeId(column, true)).join(', ');
      const end = limit === undefined ? '' : ` LIMIT ${limit}`;
      const sql = `SELECT ${names} FROM ${escapeId(table, true)}${end}`;
      yield* stream.query(sql).stream() as AsyncIterable<Row>;
    },
    async select(sql, parameters) {
      const [rows] = await connection.query<RowDataPacket[]>(sql, [...(parameters ?? [])]);
      return rows;
    },
    close: () => connection.end(),
  };
}

/** MySQL's types as Debezium writes them, with decimals and times as texts. */
function asCaptured(field: TypeCastField, next: () => unknown): unknown {
  switch (field.type) {
    case 'DATETIME':
    case 'TIMESTAMP':
      return ifThere(field.string(), isoDateTime);
    case 'DATE':
      return ifThere(field.string(), isoDate);
    case 'BIT':
      return bits(field.buffer(), field.length);
    default:
      return next();
  }
}

const ifThere = (text: string | null, write: (text: string) => string): string | null =>
  text === null ? null : write(text);

/** A single bit is a truth value; more of them are bytes. */
function bits(buffer: Buffer | null, length: number): unknown {
  if (buffer === null) return null;
  return length === 1 ? buffer[0] === 1 : buffer.toString('base64');
}
