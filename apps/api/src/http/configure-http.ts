import { SETTINGS, type Settings } from '#config';
import { StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { AccessGuard } from '../access/access.guard.js';
import { ActionInterceptor } from '../access/action.interceptor.js';
import { Callers } from '../access/callers.js';
import { declaredRoutes, requireAccess } from '../access/declared-routes.js';
import { documentsGate } from '../access/documents-gate.js';
import { serveDashboard } from '../dashboard/serve-dashboard.js';
import { serveAsyncApi } from './asyncapi.js';
import { BadQueryException } from './bad-query.js';
import { DOCUMENT_PATHS, serveOpenApi } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';

/** Served by plain HTTP on a loopback address: nothing there may insist on TLS. */
const HEADERS = {
  strictTransportSecurity: false,
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
};

/**
 * Gives an application the API's manners: keys, validation, allow-listed answers, problems, headers,
 * documents for tools and people, and the dashboard.
 *
 * @throws Error naming every route that does not say who may call it
 */
export function configureHttp(app: NestExpressApplication): void {
  requireAccess(declaredRoutes(app));
  app.set('query parser', 'simple');
  app.use(helmet(HEADERS));
  app.use([...DOCUMENT_PATHS], documentsGate(app.get(Callers)));
  app.useGlobalGuards(app.get(AccessGuard));
  serveDashboard(app);
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) => new BadQueryException(issues),
    }),
  );
  app.useGlobalInterceptors(
    app.get(ActionInterceptor),
    new StandardSchemaSerializerInterceptor(app.get(Reflector)),
  );
  app.useGlobalFilters(new ProblemFilter());
  serveOpenApi(app);
  serveAsyncApi(app, app.get<Settings>(SETTINGS).namespace);
}
