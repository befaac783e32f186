import pg from 'pg';

export async function connectTo(login: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(login);
  // a server that is killed ends its connections; whoever waits for an answer is told by that
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
