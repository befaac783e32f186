import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { openDatabase } from './open-database.js';

const { mariadb, wmsPostgres } = inject('stack');
/** as long as the news of its end takes; an event that nobody hears would end this process */
const NEWS_MS = 300;

it('outlives a PostgreSQL that ends the connection between two statements', async () => {
  const database = await openDatabase('postgresql', { ...wmsPostgres, database: 'postgres' });
  const [backend] = await database.select('SELECT pg_backend_pid() AS id');
  const admin = new pg.Client({ ...wmsPostgres, database: 'postgres' });
  await admin.connect();
  await admin.query('SELECT pg_terminate_backend($1)', [Number(backend?.['id'])]);
  await admin.end();
  await sleep(NEWS_MS);
  await expect(database.select('SELECT 1')).rejects.toThrow(/terminat|not queryable|closed|ended/i);
  await database.close();
});

it('outlives a MariaDB that ends the connection between two statements', async () => {
  const database = await openDatabase('mariadb', { ...mariadb, database: 'mysql' });
  const [thread] = await database.select('SELECT CONNECTION_ID() AS id');
  const admin = await createConnection(mariadb);
  await admin.query(`KILL CONNECTION ${Number(thread?.['id'])}`);
  await admin.end();
  await sleep(NEWS_MS);
  await expect(database.select('SELECT 1')).rejects.toThrow(/terminat|not queryable|closed|ended/i);
});
