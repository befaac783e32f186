import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_TYPE } from './problem.js';

/** `/docs` for people, `/docs-json` for tools. */
export function serveOpenApi(app: INestApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Shelfwire')
    .setDescription(
      'What stock there is, what every channel shows of it, and why; reservations and orders on it.',
    )
    .setVersion('1')
    .build();
  const document = () => withProblemType(SwaggerModule.createDocument(app, description));
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
