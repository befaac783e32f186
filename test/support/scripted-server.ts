import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  /** a text as it is, anything else as JSON */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly delayMs?: number;
}

/** Answers one request after the other by a script, whatever they ask; the last answer stays. */
export async function scriptedServer(script: readonly ScriptedAnswer[]) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const {
      status = 200,
      body = {},
      headers,
      delayMs = 0,
    } = script[asked.length] ?? script.at(-1) ?? {};
    asked.push(request);
    request.resume();
    const answer = () => {
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    setTimeout(answer, delayMs).unref();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
