import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from '../access/credential.js';
import { declaredRoutes } from '../access/declared-routes.js';
import { declareAccess } from './openapi-access.js';
import { PROBLEM_TYPE } from './problem.js';

/** What of them no controller serves. */
export const DOCUMENT_PATHS = ['/docs', '/docs-json', '/docs-yaml', '/docs-asyncapi'] as const;

/** `/docs` for people, `/docs-json` for tools. */
export function serveOpenApi(app: INestApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Shelfwire')
    .setDescription(
      'What stock there is, what every channel shows of it, and why; reservations and orders on it.',
    )
    .setVersion('1')
    .addSecurity('key', { type: 'http', scheme: 'bearer', description: 'an API key' })
    .addSecurity('session', { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE })
    .build();
  const document = () =>
    declareAccess(
      withProblemType(SwaggerModule.createDocument(app, description)),
      declaredRoutes(app),
    );
  SwaggerModule.setup('docs', app, document, { customSiteTitle: 'Shelfwire API' });
}

/** Nest writes one media type for all answers of a route; problems have their own. */
function withProblemType(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const { responses } of Object.values(path) as { responses?: object }[]) {
      for (const [status, answer] of Object.entries(responses ?? {})) {
        const { content } = answer as { content?: Record<string, unknown> };
        const json = content?.['application/json'];
        if (Number(status) < 400 || json === undefined) continue;
        Object.assign(answer as object, { content: { [PROBLEM_TYPE]: json } });
      }
    }
  }
  return document;
}
