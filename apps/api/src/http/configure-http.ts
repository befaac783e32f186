import { StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { serveDashboard } from '../dashboard/serve-dashboard.js';
import { BadQueryException } from './bad-query.js';
import { serveOpenApi } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';

/** Served by plain HTTP on a loopback address: nothing there may insist on TLS. */
const HEADERS = {
  strictTransportSecurity: false,
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
};

/** Gives an application the API's manners: validation, allow-listed answers, problems, headers, `/docs`, the dashboard. */
export function configureHttp(app: NestExpressApplication): void {
  app.set('query parser', 'simple');
  app.use(helmet(HEADERS));
  serveDashboard(app);
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) => new BadQueryException(issues),
    }),
  );
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  app.useGlobalFilters(new ProblemFilter());
  serveOpenApi(app);
}
