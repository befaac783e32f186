import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FakeMarket } from './fake-market.js';

export interface ServedFake {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a pretend marketplace by itself, on 127.0.0.1. @param port 0: a free one */
export async function serveFake({ api }: Pick<FakeMarket, 'api'>, port = 0): Promise<ServedFake> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(api);
  const server = app.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
