import type { Row } from '#mapping';
import pg from 'pg';
import { isoDate, isoDateTime } from './iso-times.js';
import type { SourceDatabase, SourceLogin } from './source-database.js';

const TIMEOUT_MS = 10_000;
const CHUNK = 5_000;

/** PostgreSQL, in one transaction that reads a consistent snapshot without locks. */
export async function openPostgresql({
  host,
  port,
  user,
  password,
  database,
}: SourceLogin): Promise<SourceDatabase> {
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    application_name: 'shelfwire',
    connectionTimeoutMillis: TIMEOUT_MS,
    types: { getTypeParser: (oid) => PARSERS.get(oid) ?? asText },
  });
  // a server that dies between two statements is told by the next one, and ends no process
  client.on('error', () => undefined);
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return {
    async *rows({ schema, table }, columns, limit) {
      const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      const place = [schema ?? 'public', table].map((name) => pg.escapeIdentifier(name)).join('.');
      const end = limit === undefined ? '' : ` LIMIT ${limit}`;
      await client.query(`DECLARE captured CURSOR FOR SELECT ${names} FROM ${place}${end}`);
      try {
        for (;;) {
          const { rows } = await client.query<Row>(`FETCH ${CHUNK} FROM captured`);
          yield* rows;
          if (rows.length < CHUNK) return;
        }
      } finally {
        await client.query('CLOSE captured');
      }
    },
    async select(sql, parameters) {
      const { rows } = await client.query<Row>(sql, parameters ? [...parameters] : undefined);
      return rows;
    },
    close: () => client.end(),
  };
}

type Parser = (text: string) => unknown;

const asText: Parser = (text) => text;
const whole: Parser = (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text);

/** PostgreSQL's types as Debezium writes them; whatever is not named here stays its text. */
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [pg.types.builtins.BOOL, (text) => text === 't'],
  [pg.types.builtins.INT2, whole],
  [pg.types.builtins.INT4, whole],
  [pg.types.builtins.INT8, whole],
  [pg.types.builtins.FLOAT4, Number],
  [pg.types.builtins.FLOAT8, Number],
  [pg.types.builtins.DATE, isoDate],
  [pg.types.builtins.TIMESTAMP, isoDateTime],
  [pg.types.builtins.TIMESTAMPTZ, (text) => isoDateTime(text.replace(/[+-]00(:00)?$/, ''))],
]);
