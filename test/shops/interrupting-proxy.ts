import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface InterruptingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Hands calls on to a shop. Before the first write, something else happens there. */
export async function interruptingProxy(
  target: string,
  interrupt: () => Promise<unknown>,
): Promise<InterruptingProxy> {
  let interruptions = [interrupt];
  const server = createServer((request, response) => {
    const handOn = async () => {
      const { method = 'GET', url = '', headers } = request;
      const body = await text(request);
      const [next, ...later] = method === 'POST' ? interruptions : [];
      if (next) {
        interruptions = later;
        await next();
      }
      const { authorization = '' } = headers;
      const answer = await fetch(`${target}${url}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(method === 'POST' && { body }),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    };
    handOn().catch((error: unknown) => response.destroy(error as Error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
