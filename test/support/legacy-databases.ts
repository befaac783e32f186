import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderGrants } from '#connect';
import { loadPack } from '#mapping';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import type { Login } from './database.js';

const ROOT = new URL('../../', import.meta.url);
const schemaOf = (name: string) =>
  readFileSync(new URL(`tools/demo/legacy-schema/${name}.sql`, ROOT), 'utf8');
const grantsOf = (pack: string, database: string, login: CaptureLogin) =>
  renderGrants(loadPack(fileURLToPath(new URL(`connectors/${pack}`, ROOT))), {
    ...login,
    database,
  });

export interface CaptureLogin {
  readonly user: string;
  readonly password: string;
}

/** Runs statements as the administrator, several at once. */
export async function asMariadb(server: Login, sql: string): Promise<void> {
  const connection = await createConnection({ ...server, multipleStatements: true });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** @returns the rows of a single statement */
export async function asPostgres(
  server: Login,
  database: string,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ ...server, database });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** An empty OpenSourcePOS with the pack's grants. */
export async function createPos(server: Login, name: string, login: CaptureLogin): Promise<void> {
  await asMariadb(server, `CREATE DATABASE ${name}; USE ${name}; ${schemaOf('opensourcepos')}`);
  await asMariadb(server, `USE ${name}; ${grantsOf('opensourcepos', name, login)}`);
}

export const dropPos = (server: Login, name: string, user: string): Promise<void> =>
  asMariadb(server, `DROP DATABASE IF EXISTS ${name}; DROP USER IF EXISTS '${user}'@'%'`);

/** An empty Odoo with the pack's grants. */
export async function createWms(server: Login, name: string, login: CaptureLogin): Promise<void> {
  await asPostgres(server, 'postgres', `CREATE DATABASE ${name}`);
  await asPostgres(server, name, schemaOf('odoo'));
  await asPostgres(server, name, grantsOf('odoo', name, login));
}

/** A slot that something still reads would keep its database. */
export async function dropWms(server: Login, name: string, user: string): Promise<void> {
  const readers = `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots
    WHERE active AND database = '${name}'`;
  await asPostgres(server, 'postgres', readers);
  await asPostgres(server, 'postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await asPostgres(server, 'postgres', `DROP ROLE IF EXISTS ${user}`);
}

/**
 * Writes the login where the Connect worker reads it.
 *
 * @returns the file's path as the worker sees it
 */
export function shareLogin(stack: StackEndpoints, name: string, login: CaptureLogin): string {
  mkdirSync(stack.secretsDir, { recursive: true });
  const file = loginFile(stack, name);
  writeFileSync(file, `user=${login.user}\npassword=${login.password}\n`);
  chmodSync(file, stack.secretsDir === stack.fromConnect.secretsDir ? 0o600 : 0o644);
  return path.posix.join(stack.fromConnect.secretsDir, `${name}.properties`);
}

const loginFile = ({ secretsDir }: StackEndpoints, name: string): string =>
  path.join(secretsDir, `${name}.properties`);

export const forgetLogin = (stack: StackEndpoints, name: string): void =>
  rmSync(loginFile(stack, name), { force: true });
