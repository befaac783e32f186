import pg from 'pg';

export async function connectTo(login: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(login);
  await client.connect();
  return client;
}
