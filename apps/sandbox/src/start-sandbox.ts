import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import { SandboxModule } from './sandbox.module.js';
import type { SandboxConfig } from './sandbox.config.js';

/** Longer than clients keep an idle connection, so that a call never meets a closing one. */
const KEEP_ALIVE_MS = 75_000;

export interface RunningSandbox {
  readonly url: string;
  readonly app: NestExpressApplication;
}

/** Replays the journal, then listens. Bodies reach the controllers as text: each judges its own. */
export async function startSandbox(config: SandboxConfig): Promise<RunningSandbox> {
  const app = await NestFactory.create<NestExpressApplication>(SandboxModule.register(config), {
    abortOnError: false,
    bodyParser: false,
    forceCloseConnections: true,
    logger: ['error', 'warn'],
  });
  app.useBodyParser('text', { type: '*/*', limit: '4mb' });
  app.disable('x-powered-by');
  app.disable('etag');
  await app.listen(config.port, config.host);
  const server: Server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return { url: await app.getUrl(), app };
}
