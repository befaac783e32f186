import { asyncApiDocument } from '#contracts';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express } from 'express';

/** `/docs-asyncapi`: the topics, as AsyncAPI describes them. */
export function serveAsyncApi(app: NestExpressApplication, namespace: string): void {
  const document = asyncApiDocument(namespace);
  const express: Express = app.getHttpAdapter().getInstance();
  express.get('/docs-asyncapi', (_request, response) => {
    response.json(document);
  });
}
