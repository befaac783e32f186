import type { Metrics } from '#observability';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves an app's metrics, and lets a test act between two scrapes. */
export class MetricsServer {
  /** scrapes that were answered */
  scrapes = 0;
  /** called before each scrape is answered */
  beforeScrape: () => void = () => {};

  private constructor(private readonly server: Server) {}

  static async start(metrics: Metrics): Promise<MetricsServer> {
    const server = createServer();
    const served = new MetricsServer(server);
    server.on('request', (_, response) => {
      served.beforeScrape();
      void metrics.scrape().then((text) => {
        response.setHeader('content-type', metrics.registry.contentType);
        response.end(text);
        served.scrapes += 1;
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return served;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
