import mysql from 'mysql2/promise';
import type { LegacyDatabase } from '../legacy-database.js';

type Login = Omit<LegacyDatabase, 'database'>;

/** Decimals come as text, times as text in UTC. */
export function connectPos(login: Login, database?: string): Promise<mysql.Connection> {
  const { host, port, user, password } = login;
  return mysql.createConnection({
    host,
    port,
    user,
    password,
    ...(database === undefined ? {} : { database }),
    timezone: 'Z',
    dateStrings: true,
    jsonStrings: true,
    multipleStatements: true,
  });
}

/** Rows of a SELECT. */
export async function select<T extends object>(
  connection: mysql.Connection,
  sql: string,
  parameters: readonly (string | number | readonly (string | number)[])[] = [],
): Promise<T[]> {
  const [rows] = await connection.query<(T & mysql.RowDataPacket)[]>(sql, [...parameters]);
  return rows;
}

/** @returns the id that an INSERT made, 0 for other statements */
export async function execute(
  connection: mysql.Connection,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<number> {
  const [result] = await connection.query<mysql.ResultSetHeader>(sql, [...parameters]);
  return result.insertId;
}
