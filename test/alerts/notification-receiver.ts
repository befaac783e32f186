import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

/** What Alertmanager's webhook sends; only what the tests look at. */
const notification = z.object({
  status: z.enum(['firing', 'resolved']),
  alerts: z.array(
    z.object({
      status: z.string(),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});

export type Notification = z.infer<typeof notification>;

/** Keeps what is sent to it, by the path that it was sent to, oldest first. */
export class NotificationReceiver {
  private readonly received: { readonly path: string; readonly told: Notification }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<NotificationReceiver> {
    const server = createServer();
    const receiver = new NotificationReceiver(server);
    server.on('request', (request, response) => {
      void json(request).then((body) => {
        receiver.received.push({ path: request.url ?? '', told: notification.parse(body) });
        response.end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  at(path: string): readonly Notification[] {
    return this.received.filter((one) => one.path === path).map(({ told }) => told);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
