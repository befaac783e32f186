import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type Request, type Response, type RequestHandler } from 'express';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ASK_AGAIN, DASHBOARD_POLICY, FOREVER } from './dashboard-headers.js';

/** From the source, and from what `npm run build` compiles into dist. */
const BUILT = ['../../../dashboard/dist', '../../../../../apps/dashboard/dist'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);
const PAGE = 'index.html';
const ASSETS = `${path.sep}assets${path.sep}`;
/** What other parts of the API answer, unknown paths among them. */
const TAKEN = /^\/(v1|docs|docs-json|docs-yaml|docs-asyncapi|health|metrics|assets)(\/|$)/;

/** The built dashboard at `/`; its page answers whatever a browser asks for that nothing else does. */
export function serveDashboard(app: NestExpressApplication): void {
  const folder = BUILT.find((place) => existsSync(path.join(place, PAGE)));
  if (folder === undefined) {
    app.use(onlyPages((_request, response) => response.type('text/plain').send(NOT_BUILT)));
    return;
  }
  app.use(express.static(folder, { index: false, setHeaders }));
  app.use(onlyPages((_request, response) => response.sendFile(path.join(folder, PAGE), page())));
}

const NOT_BUILT =
  'The dashboard is not built. `npm run build:dashboard` builds it; then start again.\n';

/** Programs that ask for an unknown path get the API's problem instead. */
function onlyPages(answer: (request: Request, response: Response) => unknown): RequestHandler {
  return (request, response, next) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !TAKEN.test(request.path) &&
      (request.path === '/' || (request.get('accept') ?? '').includes('text/html'));
    if (isPage) answer(request, response);
    else next();
  };
}

const page = () => ({
  cacheControl: false,
  headers: { 'Cache-Control': ASK_AGAIN, 'Content-Security-Policy': DASHBOARD_POLICY },
});

function setHeaders(response: Response, file: string): void {
  response.setHeader('Cache-Control', file.includes(ASSETS) ? FOREVER : ASK_AGAIN);
  response.setHeader('Content-Security-Policy', DASHBOARD_POLICY);
}
