import pg from 'pg';
import type { LegacyDatabase } from '../legacy-database.js';

type Login = Omit<LegacyDatabase, 'database'>;

/** Numerics and timestamps come as text. */
export async function connectWms(login: Login, database: string): Promise<pg.Client> {
  const { host, port, user, password } = login;
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  return client;
}
