import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SunkRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Keeps what is posted to it, oldest first. */
export class HttpSink {
  readonly requests: SunkRequest[] = [];
  /** asked for each request: what is answered, and whether it is kept at all */
  answer: (path: string) => { status: number; headers?: Record<string, string> } = () => ({
    status: 200,
  });

  private constructor(private readonly server: Server) {}

  static async start(): Promise<HttpSink> {
    const server = createServer();
    const sink = new HttpSink(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const path = request.url ?? '';
        sink.requests.push({ path, headers: request.headers, body });
        const { status, headers = {} } = sink.answer(path);
        response.writeHead(status, headers).end('{}');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  at(path: string): readonly SunkRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
